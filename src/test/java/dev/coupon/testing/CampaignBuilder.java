package dev.coupon.testing;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.rhythm.OpeningHours;
import dev.coupon.domain.rhythm.OpeningHours.Window;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.domain.rhythm.Rhythm;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes campaigns for tests: unless told otherwise, one with an id of its own, ten
 * coupons and the default codes.
 */
public final class CampaignBuilder {

	private static final AtomicInteger IDS = new AtomicInteger();

	private String id = "c" + IDS.incrementAndGet();

	private @Nullable String name;

	private Period period;

	private int maxCoupons = 10;

	private @Nullable Integer perUserLimit;

	private ZoneId timeZone = ZoneOffset.UTC;

	private CodeSource codeSource = CodeFormat.of(Charset.SAFE, CodeFormat.drawn(CodeFormat.DEFAULT_LENGTH));

	private Expiry expiry = new Expiry.WithCampaign();

	private @Nullable Instant couponsExtendedTo;

	private Rhythm rhythm = Rhythm.NONE;

	private Map<String, String> metadata = Map.of();

	public CampaignBuilder(Instant startsAt, Instant endsAt) {
		this.period = new Period(startsAt, endsAt);
	}

	public CampaignBuilder id(String newId) {
		this.id = newId;
		return this;
	}

	public CampaignBuilder period(Instant startsAt, Instant endsAt) {
		this.period = new Period(startsAt, endsAt);
		return this;
	}

	public CampaignBuilder name(@Nullable String newName) {
		this.name = newName;
		return this;
	}

	public CampaignBuilder maxCoupons(int newMaxCoupons) {
		this.maxCoupons = newMaxCoupons;
		return this;
	}

	public CampaignBuilder perUserLimit(@Nullable Integer newPerUserLimit) {
		this.perUserLimit = newPerUserLimit;
		return this;
	}

	public CampaignBuilder codes(Charset charset, String template) {
		this.codeSource = CodeFormat.of(charset, template);
		return this;
	}

	/** Takes imported codes, and has as many coupons as there are codes. */
	public CampaignBuilder imported() {
		this.codeSource = new CodeSource.Imported();
		this.maxCoupons = Campaign.MAX_COUPONS;
		return this;
	}

	public CampaignBuilder expiry(Expiry newExpiry) {
		this.expiry = newExpiry;
		return this;
	}

	public CampaignBuilder couponsExtendedTo(@Nullable Instant newCouponsExtendedTo) {
		this.couponsExtendedTo = newCouponsExtendedTo;
		return this;
	}

	public CampaignBuilder hours(Window... windows) {
		this.rhythm = new Rhythm(new OpeningHours(List.of(windows)), rhythm.quota());
		return this;
	}

	public CampaignBuilder quota(@Nullable Quota newQuota) {
		this.rhythm = new Rhythm(rhythm.hours(), newQuota);
		return this;
	}

	public CampaignBuilder timeZone(ZoneId newTimeZone) {
		this.timeZone = newTimeZone;
		return this;
	}

	public CampaignBuilder metadata(Map<String, String> newMetadata) {
		this.metadata = newMetadata;
		return this;
	}

	public Campaign build() {
		return new Campaign(id, name, period, maxCoupons, perUserLimit, timeZone, codeSource, expiry, couponsExtendedTo,
				rhythm, metadata, false);
	}

	/** The present settings of a campaign, to be changed. */
	public static CampaignBuilder of(Campaign campaign) {
		CampaignBuilder builder = new CampaignBuilder(campaign.period().startsAt(), campaign.period().endsAt());
		builder.id = campaign.id();
		builder.name = campaign.name();
		builder.maxCoupons = campaign.maxCoupons();
		builder.perUserLimit = campaign.perUserLimit();
		builder.codeSource = campaign.codeSource();
		builder.expiry = campaign.expiry();
		builder.couponsExtendedTo = campaign.couponsExtendedTo();
		builder.rhythm = campaign.rhythm();
		builder.timeZone = campaign.timeZone();
		builder.metadata = campaign.metadata();
		return builder;
	}

}
