package dev.coupon.store.layer;

import dev.coupon.caller.Caller;
import dev.coupon.caller.Callers;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Expiry;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
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
 * Logs what operators do with campaigns: who did what, with what outcome, and which
 * settings changed, with their values before and after. Each act is one event of the
 * logger {@code audit}, with these facts as key-value pairs. Nothing else is written to
 * that logger.
 */
final class AuditedStore extends ForwardingStore {

	private static final Logger audit = LoggerFactory.getLogger("audit");

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Map<String, Object> NOTHING = Map.of();

	private static final Differences NO_DIFFERENCES = new Differences(NOTHING, NOTHING);

	private final Callers callers;

	AuditedStore(CampaignRepository store, Callers callers) {
		super(store);
		this.callers = callers;
	}

	@Override
	public Outcome<Snapshot> create(Campaign campaign) {
		Outcome<Snapshot> outcome = super.create(campaign);
		log("create", campaign.id(), outcome.map(created -> new Differences(NOTHING, settings(created.campaign()))));
		return outcome;
	}

	@Override
	public Outcome<Changed> update(Campaign changed, String revision) {
		return logged("update", changed.id(), super.update(changed, revision));
	}

	@Override
	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String revision) {
		return logged(paused ? "pause" : "resume", campaignId, super.pause(campaignId, paused, revision));
	}

	private Outcome<Changed> logged(String act, String campaignId, Outcome<Changed> outcome) {
		log(act, campaignId, outcome.map(changed -> differences(changed.before(), changed.after().campaign())));
		return outcome;
	}

	@Override
	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String revision) {
		Outcome<Snapshot> outcome = super.delete(campaignId, force, revision);
		log(force ? "delete-by-force" : "delete", campaignId,
				outcome.map(deleted -> new Differences(settings(deleted.campaign()), NOTHING)));
		return outcome;
	}

	@Override
	public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		Purge purge = super.purge(endedBy, maxCoupons);
		purge.erased().forEach(gone -> log("erase", gone.campaignId(), "done", NO_DIFFERENCES));
		return purge;
	}

	/** Settings that an operation changed, with their values before and after. */
	private record Differences(Map<String, Object> before, Map<String, Object> after) {
	}

	private static Differences differences(Campaign before, Campaign after) {
		return new Differences(without(settings(before), settings(after)), without(settings(after), settings(before)));
	}

	private void log(String act, String campaignId, Outcome<Differences> outcome) {
		switch (outcome) {
			case Done<Differences>(Differences differences) -> log(act, campaignId, "done", differences);
			case Replayed<Differences> replay -> log(act, campaignId, "replayed", NO_DIFFERENCES);
			case Refused<Differences> refused -> log(act, campaignId, refused.refusal().code(), NO_DIFFERENCES);
		}
	}

	/**
	 * Logs one act. Values are written as JSON, because then a record stays on one line
	 * even if the name of a campaign contains a line break.
	 */
	private void log(String act, String campaignId, String outcome, Differences differences) {
		Caller caller = callers.current();
		String was = JSON.writeValueAsString(differences.before);
		String is = JSON.writeValueAsString(differences.after);
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
