package dev.coupon.service;

import dev.coupon.caller.Callers;
import dev.coupon.caller.ForbiddenException;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.service.campaign.CampaignIds;
import dev.coupon.service.campaign.Sight;
import dev.coupon.service.draft.CampaignDraft;
import dev.coupon.service.draft.InvalidRequestException;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The operations of operators on campaigns. Outcomes and refusals are those of
 * {@link CampaignRepository}.
 */
@Service
public class CampaignService {

	private static final Logger log = LoggerFactory.getLogger(CampaignService.class);

	private final CampaignRepository repository;

	private final RandomGenerator random;

	private final ZoneId defaultZone;

	private final Callers callers;

	CampaignService(CampaignRepository repository, RandomGenerator random, ZoneId defaultZone, Callers callers) {
		this.repository = repository;
		this.random = random;
		this.defaultZone = defaultZone;
		this.callers = callers;
	}

	/**
	 * Creates the campaign that a draft describes. If the draft has no id, the id is made
	 * from the idempotency key, so that a repeated request finds its campaign.
	 * @param idempotencyKey the key that identifies this request; absent if it won't be
	 * repeated
	 * @return also refused as {@link Refusal#IDEMPOTENCY_KEY_REUSED} if a campaign with
	 * other settings was created with this key
	 * @throws InvalidRequestException if the draft doesn't describe a valid campaign
	 */
	public Outcome<Snapshot> create(CampaignDraft draft, @Nullable String idempotencyKey) {
		return create(draft, idempotencyKey, campaign -> repository.create(campaign, act(null)));
	}

	/**
	 * Tells what {@link #create} would do now, with samples of codes, and does nothing.
	 */
	public Outcome<Snapshot> tryCreate(CampaignDraft draft, @Nullable String idempotencyKey) {
		return create(draft, idempotencyKey, repository::tryCreate).map(created -> created.withSamples(random));
	}

	private Outcome<Snapshot> create(CampaignDraft draft, @Nullable String idempotencyKey,
			Function<Campaign, Outcome<Snapshot>> create) {
		if (draft.id() != null || idempotencyKey == null) {
			return create.apply(draft.toCampaign(defaultZone, this::newId));
		}
		RequestKey key = new RequestKey(callers.current().owner(), idempotencyKey);
		Outcome<Snapshot> outcome = create.apply(draft.toCampaign(defaultZone, () -> CampaignIds.of(key)));
		return isRefused(outcome, Refusal.CAMPAIGN_EXISTS) ? new Refused<>(Refusal.IDEMPOTENCY_KEY_REUSED) : outcome;
	}

	private String newId() {
		return CampaignIds.draw(random);
	}

	private Act act(@Nullable String reason) {
		return callers.current().act(reason);
	}

	/**
	 * Finds a campaign, as far as the caller may see it.
	 * @param codes how many codes to return at most; absent for {@link Sight#CODES}, or
	 * for none if the caller may not see codes
	 * @throws ForbiddenException if the caller asks for codes and may not see them
	 */
	public Outcome<Snapshot> find(String campaignId, @Nullable Integer codes) {
		Sight sight = new Sight(callers.current());
		return sight.of(repository.find(campaignId, sight.codes(codes)));
	}

	public Page<Snapshot, String> list(Selection selection, @Nullable String after, int limit) {
		return repository.campaigns(selection, after, limit);
	}

	/**
	 * Changes a campaign's settings. If somebody else changes them at the same time, and
	 * any revision will do, the update starts over.
	 * @param onlyRevisions the revisions that may be updated; if the present one is none
	 * of these, the update is refused; absent if any will do
	 * @param change the function from the present settings to the wanted ones
	 * @throws InvalidRequestException if the changed draft doesn't describe a valid
	 * campaign
	 */
	public Outcome<Snapshot> update(String campaignId, @Nullable Set<String> onlyRevisions,
			Function<Campaign, CampaignDraft> change) {
		while (true) {
			if (!(repository.find(campaignId, 0) instanceof Done<Snapshot>(Snapshot present))) {
				return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
			}
			if (onlyRevisions != null && !onlyRevisions.contains(present.revision())) {
				return new Refused<>(Refusal.VERSION_MISMATCH);
			}
			Campaign changed = change.apply(present.campaign()).toCampaign(defaultZone, this::newId);
			Outcome<Snapshot> outcome = repository.update(changed, present.revision(), act(null)).map(Changed::after);
			if (onlyRevisions != null || !isRefused(outcome, Refusal.VERSION_MISMATCH)) {
				return outcome;
			}
		}
	}

	private static boolean isRefused(Outcome<Snapshot> outcome, Refusal refusal) {
		return outcome instanceof Refused<Snapshot> refused && refused.refusal() == refusal;
	}

	/**
	 * Stops issuing.
	 * @param onlyRevisions if the present revision is none of these, the pause is
	 * refused; absent if any will do
	 * @param reason the reason to keep in the log; absent for none
	 */
	public Outcome<Snapshot> pause(String campaignId, @Nullable Set<String> onlyRevisions, @Nullable String reason) {
		return fromRevision(campaignId, onlyRevisions,
				revision -> repository.pause(campaignId, true, revision, act(reason)).map(Changed::after));
	}

	/** Resumes issuing; the parameters are those of {@link #pause}. */
	public Outcome<Snapshot> resume(String campaignId, @Nullable Set<String> onlyRevisions, @Nullable String reason) {
		return fromRevision(campaignId, onlyRevisions,
				revision -> repository.pause(campaignId, false, revision, act(reason)).map(Changed::after));
	}

	/**
	 * Does a change from one of the given revisions. If another one of them is present
	 * when the change is made, the change is tried again from that one.
	 */
	private Outcome<Snapshot> fromRevision(String campaignId, @Nullable Set<String> onlyRevisions,
			Function<@Nullable String, Outcome<Snapshot>> change) {
		if (onlyRevisions == null) {
			return change.apply(null);
		}
		while (true) {
			if (!(repository.find(campaignId, 0) instanceof Done<Snapshot>(Snapshot present))) {
				return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
			}
			if (!onlyRevisions.contains(present.revision())) {
				return new Refused<>(Refusal.VERSION_MISMATCH);
			}
			Outcome<Snapshot> outcome = change.apply(present.revision());
			if (!isRefused(outcome, Refusal.VERSION_MISMATCH)) {
				return outcome;
			}
		}
	}

	/**
	 * Deletes a campaign; the other parameters are those of {@link #pause}.
	 * @param force also if coupons are unexpired
	 */
	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable Set<String> onlyRevisions,
			@Nullable String reason) {
		Outcome<Snapshot> outcome = fromRevision(campaignId, onlyRevisions,
				revision -> repository.delete(campaignId, force, revision, act(reason)));
		if (outcome instanceof Done<Snapshot>(Snapshot deleted)) {
			log.info("Deleted campaign {} with {} coupons", campaignId, deleted.issued());
		}
		return outcome;
	}

}
