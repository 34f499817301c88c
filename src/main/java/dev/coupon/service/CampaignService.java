package dev.coupon.service;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CampaignRepository;
import dev.coupon.domain.CampaignRepository.Changed;
import dev.coupon.domain.CampaignRepository.Page;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Outcome;
import dev.coupon.domain.Outcome.Done;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.Snapshot;
import java.time.ZoneId;
import java.util.Locale;
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

	private static final CodeFormat GENERATED_ID = CodeFormat.of(Charset.SAFE, CodeFormat.drawn(12));

	private final CampaignRepository repository;

	private final RandomGenerator random;

	private final ZoneId defaultZone;

	CampaignService(CampaignRepository repository, RandomGenerator random, ZoneId defaultZone) {
		this.repository = repository;
		this.random = random;
		this.defaultZone = defaultZone;
	}

	/**
	 * Creates the campaign that a draft describes.
	 * @throws InvalidRequestException if the draft doesn't describe a valid campaign
	 */
	public Outcome<Snapshot> create(CampaignDraft draft) {
		return repository.create(draft.toCampaign(defaultZone, this::newId));
	}

	private String newId() {
		return GENERATED_ID.draw(random).toLowerCase(Locale.ROOT);
	}

	public Outcome<Snapshot> find(String campaignId, int codes) {
		return repository.find(campaignId, codes);
	}

	public Page<Snapshot, String> list(Campaign.@Nullable Status status, @Nullable String after, int limit) {
		return repository.campaigns(status, after, limit);
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
			Outcome<Snapshot> outcome = repository.update(changed, present.revision()).map(Changed::after);
			if (onlyRevisions != null || !isRefused(outcome, Refusal.VERSION_MISMATCH)) {
				return outcome;
			}
		}
	}

	private static boolean isRefused(Outcome<Snapshot> outcome, Refusal refusal) {
		return outcome instanceof Refused<Snapshot> refused && refused.refusal() == refusal;
	}

	public Outcome<Snapshot> pause(String campaignId) {
		return repository.pause(campaignId, true).map(Changed::after);
	}

	public Outcome<Snapshot> resume(String campaignId) {
		return repository.pause(campaignId, false).map(Changed::after);
	}

	public Outcome<Snapshot> delete(String campaignId, boolean force) {
		Outcome<Snapshot> outcome = repository.delete(campaignId, force);
		if (outcome instanceof Done<Snapshot>(Snapshot deleted)) {
			log.info("Deleted campaign {} with {} coupons", campaignId, deleted.issued());
		}
		return outcome;
	}

}
