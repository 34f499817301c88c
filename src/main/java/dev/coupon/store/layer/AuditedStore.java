package dev.coupon.store.layer;

import static dev.coupon.domain.log.LogEntry.Type.COUPON_VOIDED;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.decision.CampaignSettings;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.store.ForwardingStore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Logs what operators do with campaigns: who did what, with what outcome, and which
 * settings changed, with their values before and after. Each act is one event of the
 * logger {@code audit}, with these facts as key-value pairs. Nothing but acts is written
 * to that logger.
 */
final class AuditedStore extends ForwardingStore {

	private static final Logger audit = LoggerFactory.getLogger("audit");

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final OfCampaign NOTHING = new OfCampaign(Map.of(), Map.of());

	AuditedStore(CampaignRepository store) {
		super(store);
	}

	@Override
	public Outcome<Snapshot> create(Campaign campaign, Act act) {
		Outcome<Snapshot> outcome = super.create(campaign, act);
		log("create", campaign.id(), act, outcome.map(created -> CampaignSettings.created(created.campaign())));
		return outcome;
	}

	@Override
	public Outcome<Changed> update(Campaign changed, String revision, Act act) {
		return logged("update", changed.id(), act, super.update(changed, revision, act));
	}

	@Override
	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String revision, Act act) {
		return logged(paused ? "pause" : "resume", campaignId, act, super.pause(campaignId, paused, revision, act));
	}

	private Outcome<Changed> logged(String name, String campaignId, Act act, Outcome<Changed> outcome) {
		log(name, campaignId, act,
				outcome.map(changed -> CampaignSettings.changed(changed.before(), changed.after().campaign())));
		return outcome;
	}

	@Override
	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String revision, Act act) {
		Outcome<Snapshot> outcome = super.delete(campaignId, force, revision, act);
		Integer coupons = outcome instanceof Success<Snapshot> deleted ? deleted.value().issued() : null;
		log(new Subject(force ? "delete-by-force" : "delete", campaignId, act, coupons),
				outcome.map(deleted -> CampaignSettings.gone(deleted.campaign())));
		return outcome;
	}

	@Override
	public Outcome<Coupon> change(String code, CouponChange change, Act act) {
		Outcome<Coupon> outcome = super.change(code, change, act);
		if (change.type().isAudited()) {
			String campaignId = outcome instanceof Success<Coupon> success ? success.value().campaignId() : "";
			log(change.type() == COUPON_VOIDED ? "void" : "revoke-void", campaignId, act,
					outcome.map(coupon -> NOTHING));
		}
		return outcome;
	}

	@Override
	public Outcome<List<Verdict>> importCodes(String campaignId, List<String> codes, Act act) {
		Outcome<List<Verdict>> outcome = super.importCodes(campaignId, codes, act);
		if (!codes.isEmpty()) {
			log("import-codes", campaignId, act,
					outcome.map(verdicts -> number("accepted", Collections.frequency(verdicts, Verdict.ACCEPTED))));
		}
		return outcome;
	}

	@Override
	public Outcome<Integer> dropCodes(String campaignId, int limit, Act act) {
		Outcome<Integer> outcome = super.dropCodes(campaignId, limit, act);
		log("drop-codes", campaignId, act, outcome.map(dropped -> number("dropped", dropped)));
		return outcome;
	}

	private static OfCampaign number(String name, int number) {
		return new OfCampaign(Map.of(), Map.of(name, number));
	}

	@Override
	public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		Purge purge = super.purge(endedBy, maxCoupons);
		purge.erased()
			.forEach(gone -> log(new Subject("erase", gone.campaignId(), Act.OF_THE_SERVICE, gone.coupons()), "done",
					NOTHING));
		return purge;
	}

	private void log(String name, String campaignId, Act act, Outcome<OfCampaign> outcome) {
		log(new Subject(name, campaignId, act, null), outcome);
	}

	private void log(Subject subject, Outcome<OfCampaign> outcome) {
		switch (outcome) {
			case Done<OfCampaign>(OfCampaign settings) -> log(subject, "done", settings);
			case Replayed<OfCampaign> replay -> log(subject, "replayed", NOTHING);
			case Refused<OfCampaign> refused -> log(subject, refused.refusal().code(), NOTHING);
		}
	}

	/**
	 * The subject of a line of the log: what was done to which campaign, and by whom.
	 *
	 * @param coupons how many coupons went with the campaign; absent unless it is gone
	 */
	private record Subject(String name, String campaignId, Act act, @Nullable Integer coupons) {
	}

	/**
	 * Logs one act. Values are written as JSON, because then a record stays on one line
	 * even if the name of a campaign contains a line break.
	 */
	private void log(Subject subject, String outcome, OfCampaign settings) {
		Act act = subject.act;
		String was = JSON.writeValueAsString(settings.before());
		String is = JSON.writeValueAsString(settings.changed());
		audit.atInfo()
			.addKeyValue("act", subject.name)
			.addKeyValue("campaign", subject.campaignId)
			.addKeyValue("by", act.author())
			.addKeyValue("address", Objects.requireNonNullElse(act.address(), ""))
			.addKeyValue("reason", Objects.requireNonNullElse(act.reason(), ""))
			.addKeyValue("outcome", outcome)
			.addKeyValue("coupons", Objects.requireNonNullElse(subject.coupons, ""))
			.addKeyValue("before", was)
			.addKeyValue("after", is)
			.log("{} {} by {}: {}, before {}, after {}", subject.name, subject.campaignId, act.author(), outcome, was,
					is);
	}

}
