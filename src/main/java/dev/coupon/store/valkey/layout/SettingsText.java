package dev.coupon.store.valkey.layout;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.rhythm.OpeningHours;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.domain.rhythm.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of a campaign as JSON. Times are milliseconds since 1970.
 *
 * @param template absent if codes are imported
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettingsText(@Nullable String name, long startsAt, long endsAt, int maxCoupons,
		@Nullable Integer perUserLimit, String timeZone, @Nullable String charset, @Nullable String characters,
		@Nullable String template, @Nullable Long couponsExpireAt, @Nullable String couponValidFor,
		@Nullable Long couponsExtendedTo, @Nullable List<OpeningHours.Window> openingHours, @Nullable Quota quota,
		Map<String, String> metadata, boolean paused) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/** The settings of a campaign. */
	static SettingsText of(Campaign campaign) {
		CodeFormat format = campaign.codeSource() instanceof CodeFormat drawn ? drawn : null;
		Expiry expiry = campaign.expiry();
		List<OpeningHours.Window> windows = campaign.rhythm().hours().windows();
		return new SettingsText(campaign.name(), campaign.period().startsAt().toEpochMilli(),
				campaign.period().endsAt().toEpochMilli(), campaign.maxCoupons(), campaign.perUserLimit(),
				campaign.timeZone().getId(),
				format == null || format.charset() == null ? null : format.charset().name(),
				format == null ? null : format.characters(), format == null ? null : format.template(),
				expiry instanceof Expiry.At(Instant instant) ? instant.toEpochMilli() : null,
				expiry instanceof Expiry.After(Duration validFor) ? validFor.toString() : null,
				campaign.couponsExtendedTo() == null ? null : campaign.couponsExtendedTo().toEpochMilli(),
				windows.isEmpty() ? null : windows, campaign.rhythm().quota(), campaign.metadata(), campaign.paused());
	}

	/** The settings from their text, with the metadata in the order in which they are. */
	static SettingsText parse(String text) {
		return JSON.readValue(text, SettingsText.class);
	}

	String write() {
		return JSON.writeValueAsString(this);
	}

	static Campaign read(String id, String text) {
		return parse(text).campaign(id);
	}

	/** A campaign with defaults, in place of settings that can't be read. */
	static Campaign unreadable(String id) {
		return new Campaign(id, null, new Period(Instant.EPOCH, Instant.EPOCH.plusMillis(1)), 1, null, ZoneOffset.UTC,
				CodeFormat.of(Charset.SAFE, CodeFormat.drawn(CodeFormat.DEFAULT_LENGTH)), new Expiry.WithCampaign(),
				null, Rhythm.NONE, Map.of(), false);
	}

	/**
	 * The campaign with these settings.
	 * @throws RuntimeException if this version of the service, or of Java, can't read
	 * them
	 */
	public Campaign campaign(String id) {
		return new Campaign(id, name, new Period(Instant.ofEpochMilli(startsAt), Instant.ofEpochMilli(endsAt)),
				maxCoupons, perUserLimit, ZoneId.of(timeZone), codes(), expiry(),
				couponsExtendedTo == null ? null : Instant.ofEpochMilli(couponsExtendedTo), rhythm(), metadata, paused);
	}

	private CodeSource codes() {
		return template == null || characters == null ? new CodeSource.Imported()
				: new CodeFormat(charset == null ? null : Charset.valueOf(charset), characters, template);
	}

	private Expiry expiry() {
		if (couponValidFor != null) {
			return new Expiry.After(Duration.parse(couponValidFor));
		}
		return couponsExpireAt == null ? new Expiry.WithCampaign()
				: new Expiry.At(Instant.ofEpochMilli(couponsExpireAt));
	}

	private Rhythm rhythm() {
		return openingHours == null && quota == null ? Rhythm.NONE
				: new Rhythm(openingHours == null ? OpeningHours.ALWAYS : new OpeningHours(openingHours), quota);
	}

}
