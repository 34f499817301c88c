package dev.coupon.domain.decision;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a campaign as the log keeps them: by the names that operators know,
 * absent where there is none, as texts, numbers, truth values and maps of texts.
 */
public final class CampaignSettings {

	private static final List<String> NAMES = List.of("name", "startsAt", "endsAt", "maxCoupons", "perUserLimit",
			"timeZone", "codeFormat", "couponsExpireAt", "couponValidFor", "couponsExtendedTo", "openingHours", "quota",
			"metadata", "paused");

	private CampaignSettings() {
	}

	/** The settings for an entry about the creation of a campaign. */
	public static OfCampaign created(Campaign campaign) {
		return new OfCampaign(Map.of(), of(campaign));
	}

	/** The settings for an entry about the end of a campaign. */
	public static OfCampaign gone(Campaign campaign) {
		return new OfCampaign(new LinkedHashMap<>(of(campaign)), Map.of());
	}

	/** The settings for an entry about a change of a campaign. */
	public static OfCampaign changed(Campaign before, Campaign after) {
		Map<String, Object> was = of(before);
		Map<String, Object> is = of(after);
		Map<String, @Nullable Object> changed = new LinkedHashMap<>();
		NAMES.stream()
			.filter(name -> !Objects.equals(was.get(name), is.get(name)))
			.forEach(name -> changed.put(name, was.get(name)));
		return new OfCampaign(changed, is);
	}

	private static Map<String, Object> of(Campaign campaign) {
		Map<String, Object> settings = new LinkedHashMap<>();
		put("name", campaign.name(), settings);
		put("startsAt", campaign.period().startsAt(), settings);
		put("endsAt", campaign.period().endsAt(), settings);
		putNumber("maxCoupons", campaign.isLimitedByCodes() ? null : campaign.maxCoupons(), settings);
		putNumber("perUserLimit", campaign.perUserLimit(), settings);
		put("timeZone", campaign.timeZone(), settings);
		put("codeFormat", codes(campaign.codeSource()), settings);
		put("couponsExpireAt", campaign.expiry() instanceof Expiry.At(Instant instant) ? instant : null, settings);
		put("couponValidFor", campaign.expiry() instanceof Expiry.After(Duration validFor) ? validFor : null, settings);
		put("couponsExtendedTo", campaign.couponsExtendedTo(), settings);
		if (campaign.rhythm().isPresent()) {
			put("openingHours", campaign.rhythm().hours(), settings);
			put("quota", campaign.rhythm().quota(), settings);
		}
		settings.put("metadata", campaign.metadata());
		settings.put("paused", campaign.paused());
		return settings;
	}

	private static String codes(CodeSource source) {
		return switch (source) {
			case CodeFormat format -> format.template();
			case CodeSource.Imported imported -> "imported";
		};
	}

	private static void putNumber(String name, @Nullable Integer value, Map<String, Object> settings) {
		if (value != null) {
			settings.put(name, value);
		}
	}

	private static void put(String name, @Nullable Object value, Map<String, Object> settings) {
		if (value != null) {
			settings.put(name, value.toString());
		}
	}

}
