package dev.coupon.store.layer;

import dev.coupon.caller.Caller;
import dev.coupon.caller.Callers;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Expiry;
import dev.coupon.domain.CampaignRepository;
import dev.coupon.domain.Outcome;
import dev.coupon.domain.Outcome.Done;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.domain.Outcome.Replayed;
import dev.coupon.store.ForwardingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Logs what operators do with campaigns: who, what, with what outcome, and what changed
 * from what to what. Each act is an event of the logger {@code audit}, with these as key
 * and value; nothing else is logged there.
 */
final class AuditedStore extends ForwardingStore {

	private static final Logger audit = LoggerFactory.getLogger("audit");

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Map<String, Object> NOTHING = Map.of();

	private final Callers callers;

	AuditedStore(CampaignRepository store, Callers callers) {
		super(store);
		this.callers = callers;
	}

	@Override
	public Outcome<Snapshot> create(Campaign campaign) {
		Outcome<Snapshot> outcome = super.create(campaign);
		return log("create", campaign.id(), outcome, NOTHING, settings(outcome));
	}

	@Override
	public Outcome<Snapshot> update(Campaign changed, String revision) {
		Map<String, Object> before = settings(find(changed.id(), 0));
		Outcome<Snapshot> outcome = super.update(changed, revision);
		return log("update", changed.id(), outcome, before, settings(outcome));
	}

	@Override
	public Outcome<Snapshot> pause(String campaignId, boolean paused) {
		Map<String, Object> before = settings(find(campaignId, 0));
		Outcome<Snapshot> outcome = super.pause(campaignId, paused);
		return log(paused ? "pause" : "resume", campaignId, outcome, before, settings(outcome));
	}

	@Override
	public Outcome<Snapshot> delete(String campaignId, boolean force) {
		Outcome<Snapshot> outcome = super.delete(campaignId, force);
		return log(force ? "delete-by-force" : "delete", campaignId, outcome, settings(outcome), NOTHING);
	}

	@Override
	public Purge purge(@Nullable Duration afterEnd, int maxCoupons) {
		Purge purge = super.purge(afterEnd, maxCoupons);
		purge.erased().forEach(gone -> log("erase", gone.campaignId(), "done", NOTHING, NOTHING));
		return purge;
	}

	private Outcome<Snapshot> log(String act, String campaignId, Outcome<Snapshot> outcome, Map<String, Object> before,
			Map<String, Object> after) {
		switch (outcome) {
			case Done<Snapshot> done -> log(act, campaignId, "done", without(before, after), without(after, before));
			case Replayed<Snapshot> replay -> log(act, campaignId, "replayed", NOTHING, NOTHING);
			case Refused<Snapshot> refused -> log(act, campaignId, refused.refusal().code(), NOTHING, NOTHING);
		}
		return outcome;
	}

	/** As JSON, so that an event is one line whatever a campaign's name contains. */
	private void log(String act, String campaignId, String outcome, Map<String, Object> before,
			Map<String, Object> after) {
		Caller caller = callers.current();
		String was = JSON.writeValueAsString(before);
		String is = JSON.writeValueAsString(after);
		audit.atInfo()
			.addKeyValue("act", act)
			.addKeyValue("campaign", campaignId)
			.addKeyValue("by", caller.identity())
			.addKeyValue("address", Objects.requireNonNullElse(caller.address(), ""))
			.addKeyValue("outcome", outcome)
			.addKeyValue("before", was)
			.addKeyValue("after", is)
			.log("{} {} by {}: {}, before {}, after {}", act, campaignId, caller.identity(), outcome, was, is);
	}

	private static Map<String, Object> settings(Outcome<Snapshot> outcome) {
		return outcome instanceof Done<Snapshot>(Snapshot snapshot) ? settings(snapshot.campaign()) : NOTHING;
	}

	private static Map<String, Object> settings(Campaign campaign) {
		Map<String, Object> settings = new LinkedHashMap<>();
		settings.put("name", Objects.requireNonNullElse(campaign.name(), ""));
		settings.put("startsAt", campaign.period().startsAt().toString());
		settings.put("endsAt", campaign.period().endsAt().toString());
		settings.put("maxCoupons", campaign.maxCoupons());
		settings.put("perUserLimit", Objects.requireNonNullElse(campaign.perUserLimit(), "none"));
		settings.put("timeZone", campaign.timeZone().getId());
		settings.put("codeFormat", campaign.codeFormat().template());
		settings.put("couponsExpire", expiry(campaign.expiry()));
		settings.put("metadata", campaign.metadata());
		settings.put("paused", campaign.paused());
		return settings;
	}

	private static String expiry(Expiry expiry) {
		return switch (expiry) {
			case Expiry.WithCampaign with -> "with the campaign";
			case Expiry.At(Instant instant) -> instant.toString();
			case Expiry.After(Duration validFor) -> validFor.toString();
		};
	}

	private static Map<String, Object> without(Map<String, Object> settings, Map<String, Object> others) {
		Map<String, Object> differing = new LinkedHashMap<>(settings);
		differing.entrySet().removeIf(setting -> setting.getValue().equals(others.get(setting.getKey())));
		return differing;
	}

}
