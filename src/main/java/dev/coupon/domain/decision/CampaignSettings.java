package dev.coupon.domain.decision;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.code.CodeParts;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import dev.coupon.domain.rhythm.IsoDuration;
import dev.coupon.domain.rhythm.OpeningHours;
import dev.coupon.domain.rhythm.OpeningHours.Window;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.domain.rhythm.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a campaign as the log keeps them: with the names and in the form that
 * the REST API has for them. A setting that the campaign doesn't have is absent.
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
		settings.put("codeFormat", codes(campaign.codeSource()));
		put("couponsExpireAt", campaign.expiry() instanceof Expiry.At(Instant instant) ? instant : null, settings);
		put("couponValidFor",
				campaign.expiry() instanceof Expiry.After(Duration validFor) ? IsoDuration.text(validFor) : null,
				settings);
		put("couponsExtendedTo", campaign.couponsExtendedTo(), settings);
		putRhythm(campaign.rhythm(), settings);
		settings.put("metadata", campaign.metadata());
		settings.put("paused", campaign.paused());
		return settings;
	}

	private static Map<String, Object> codes(CodeSource source) {
		return switch (source) {
			case CodeFormat format -> codes(format);
			case CodeSource.Imported imported -> Map.of("imported", true);
		};
	}

	private static Map<String, Object> codes(CodeFormat format) {
		Map<String, Object> codes = new LinkedHashMap<>();
		CodeParts parts = CodeParts.of(format.template());
		put("charset", format.charset(), codes);
		put("characters", format.charset() == null ? format.characters() : null, codes);
		putNumber("length", parts == null ? null : parts.length(), codes);
		put("prefix", parts == null || parts.prefix().isEmpty() ? null : parts.prefix(), codes);
		put("suffix", parts == null || parts.suffix().isEmpty() ? null : parts.suffix(), codes);
		put("pattern", parts == null ? format.template() : null, codes);
		return codes;
	}

	private static void putRhythm(Rhythm rhythm, Map<String, Object> settings) {
		List<Window> windows = rhythm.hours().windows();
		if (!windows.isEmpty()) {
			settings.put("openingHours", windows.stream().map(CampaignSettings::hours).toList());
		}
		if (rhythm.quota() != null) {
			settings.put("quota", quota(rhythm.quota()));
		}
	}

	private static Map<String, Object> hours(Window window) {
		Map<String, Object> hours = new LinkedHashMap<>();
		hours.put("days",
				window.days().stream().sorted().map(day -> day.name().substring(0, OpeningHours.DAY_LETTERS)).toList());
		hours.put("from", OpeningHours.time(window.from()));
		hours.put("to", OpeningHours.time(window.to()));
		return hours;
	}

	private static Map<String, Object> quota(Quota quota) {
		Map<String, Object> limits = new LinkedHashMap<>();
		limits.put("per", quota.per().name());
		putNumber("maxCoupons", quota.maxCoupons(), limits);
		putNumber("perUserLimit", quota.perUserLimit(), limits);
		return limits;
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
