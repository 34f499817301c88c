package dev.coupon.store.layer;

import static dev.coupon.domain.log.LogEntry.Type.COUPON_VOIDED;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.decision.CampaignSettings;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.CouponChange;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.store.ForwardingStore;
import java.time.Instant;
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
		log(force ? "delete-by-force" : "delete", campaignId, act,
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
	public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		Purge purge = super.purge(endedBy, maxCoupons);
		purge.erased().forEach(gone -> log(new Line("erase", gone.campaignId(), Act.OF_THE_SERVICE, "done"), NOTHING));
		return purge;
	}

	private void log(String name, String campaignId, Act act, Outcome<OfCampaign> outcome) {
		switch (outcome) {
			case Done<OfCampaign>(OfCampaign settings) -> log(new Line(name, campaignId, act, "done"), settings);
			case Replayed<OfCampaign> replay -> log(new Line(name, campaignId, act, "replayed"), NOTHING);
			case Refused<OfCampaign> refused -> log(new Line(name, campaignId, act, refused.refusal().code()), NOTHING);
		}
	}

	/** A line of the log: what was done to which campaign, by whom, and how it went. */
	private record Line(String name, String campaignId, Act act, String outcome) {
	}

	/**
	 * Logs one act. Values are written as JSON, because then a record stays on one line
	 * even if the name of a campaign contains a line break.
	 */
	private void log(Line line, OfCampaign settings) {
		Act act = line.act;
		String was = JSON.writeValueAsString(settings.before());
		String is = JSON.writeValueAsString(settings.changed());
		audit.atInfo()
			.addKeyValue("act", line.name)
			.addKeyValue("campaign", line.campaignId)
			.addKeyValue("by", act.author())
			.addKeyValue("address", Objects.requireNonNullElse(act.address(), ""))
			.addKeyValue("reason", Objects.requireNonNullElse(act.reason(), ""))
			.addKeyValue("outcome", line.outcome)
			.addKeyValue("before", was)
			.addKeyValue("after", is)
			.log("{} {} by {}: {}, before {}, after {}", line.name, line.campaignId, act.author(), line.outcome, was,
					is);
	}

}
