package dev.coupon.domain;

import dev.coupon.domain.rhythm.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a campaign. Its counts and coupons are not part of it; the store keeps
 * them.
 *
 * @param id the id, unique in the service; matches {@link #ID_PATTERN}
 * @param name a name for people; absent if there is none
 * @param maxCoupons how many coupons may be issued, 1 to {@link #MAX_COUPONS}
 * @param perUserLimit how many of them one user may get, at least 1; absent means no
 * limit
 * @param timeZone the time zone of dates that were given without an offset
 * @param expiry the rule for when coupons expire
 * @param couponsExtendedTo the instant until which all coupons of the campaign are good
 * at least, those issued before included; absent if each expires by the rule alone
 * @param rhythm the hours at which coupons are issued, and how many in each period
 * @param metadata the operator's own notes, which the service never reads
 * @param paused whether an operator has stopped issuing for the time being
 */
public record Campaign(String id, @Nullable String name, Period period, int maxCoupons, @Nullable Integer perUserLimit,
		ZoneId timeZone, CodeFormat codeFormat, Expiry expiry, @Nullable Instant couponsExtendedTo, Rhythm rhythm,
		Map<String, String> metadata, boolean paused) {

	public static final int MAX_COUPONS = 100_000_000;

	/** The pattern of ids. */
	public static final String ID_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

	/** The rule of {@link #ID_PATTERN} in words. */
	public static final String ID_RULE = "must be 1 to 64 letters, digits, dots, underscores and hyphens, "
			+ "and begin with a letter or digit";

	private static final Duration SHORT_LIFE = Duration.ofDays(1);

	private static final Pattern ID = Pattern.compile(ID_PATTERN);

	public Campaign {
		metadata = Map.copyOf(metadata);
	}

	/** Tells whether a text may be the id of a campaign. */
	public static boolean isId(String text) {
		return ID.matcher(text).matches();
	}

	/**
	 * The time in which coupons are issued, from {@code startsAt} (inclusive) to
	 * {@code endsAt} (exclusive, later than the start), to the millisecond.
	 */
	public record Period(Instant startsAt, Instant endsAt) {
		public Period {
			startsAt = startsAt.truncatedTo(ChronoUnit.MILLIS);
			endsAt = endsAt.truncatedTo(ChronoUnit.MILLIS);
			if (!startsAt.isBefore(endsAt)) {
				throw new IllegalArgumentException("A period ends after it starts");
			}
		}
	}

	/**
	 * The status of a campaign, derived from its settings, the time and the number of
	 * issued coupons. If several apply, the first one in this order is the status.
	 */
	public enum Status {

		ENDED, PAUSED, SCHEDULED, EXHAUSTED, WAITING, ACTIVE

	}

	/**
	 * The status, leaving aside the rhythm. So it is never {@link Status#WAITING}.
	 */
	public Status status(Instant now, int issued) {
		if (!now.isBefore(period.endsAt)) {
			return Status.ENDED;
		}
		if (paused) {
			return Status.PAUSED;
		}
		if (now.isBefore(period.startsAt)) {
			return Status.SCHEDULED;
		}
		return issued >= maxCoupons ? Status.EXHAUSTED : Status.ACTIVE;
	}

	/**
	 * The reason why a new coupon can't be issued, leaving aside the rhythm, or null if
	 * it can.
	 * @param issued how many coupons the campaign has issued
	 * @param issuedToUser how many of them the requesting user has, null if the request
	 * names no user
	 */
	public @Nullable Refusal refusal(Instant now, int issued, @Nullable Integer issuedToUser) {
		return switch (status(now, issued)) {
			case ENDED -> Refusal.CAMPAIGN_ENDED;
			case PAUSED -> Refusal.CAMPAIGN_PAUSED;
			case SCHEDULED -> Refusal.CAMPAIGN_NOT_STARTED;
			case EXHAUSTED -> Objects.requireNonNullElse(userRefusal(issuedToUser), Refusal.CAMPAIGN_EXHAUSTED);
			case ACTIVE, WAITING -> userRefusal(issuedToUser);
		};
	}

	private @Nullable Refusal userRefusal(@Nullable Integer issuedToUser) {
		if (issuedToUser == null) {
			return perUserLimit != null || rhythm.limitsUsers() ? Refusal.USER_REQUIRED : null;
		}
		return perUserLimit != null && issuedToUser >= perUserLimit ? Refusal.USER_LIMIT_REACHED : null;
	}

	/**
	 * The reason why these settings can't become {@code changed}, or null if they can.
	 */
	public @Nullable Refusal changeRefusal(Campaign changed, Instant now, int issued) {
		boolean started = !now.isBefore(period.startsAt);
		if (started && !changed.period.startsAt.equals(period.startsAt)) {
			return Refusal.CAMPAIGN_STARTED;
		}
		if (!isExtendedBy(changed, now)) {
			return Refusal.EXTENSION_NOT_LATER;
		}
		return changed.maxCoupons < issued ? Refusal.MAX_COUPONS_BELOW_ISSUED : null;
	}

	/**
	 * Tells whether coupons stay good until the same instant, or to a later one to come.
	 */
	private boolean isExtendedBy(Campaign changed, Instant now) {
		Instant later = changed.couponsExtendedTo;
		if (Objects.equals(couponsExtendedTo, later)) {
			return true;
		}
		return later != null && later.isAfter(now) && (couponsExtendedTo == null || later.isAfter(couponsExtendedTo));
	}

	/** The instant, to the millisecond, at which a coupon issued now expires. */
	public Instant couponExpiresAt(Instant now) {
		return extended(switch (expiry) {
			case Expiry.WithCampaign() -> period.endsAt;
			case Expiry.At(Instant instant) -> instant.truncatedTo(ChronoUnit.MILLIS);
			case Expiry.After(Duration validFor) -> now.plus(validFor).truncatedTo(ChronoUnit.MILLIS);
		});
	}

	/**
	 * The instant at which all coupons expire; absent if each expires a fixed time after
	 * its own issue.
	 */
	public @Nullable Instant couponsExpireAt() {
		return switch (expiry) {
			case Expiry.WithCampaign() -> extended(period.endsAt);
			case Expiry.At(Instant instant) -> extended(instant);
			case Expiry.After after -> null;
		};
	}

	/**
	 * Tells whether all coupons expire less than a day after the campaign begins, which
	 * leaves its users hardly any time to redeem them.
	 */
	public boolean hasShortLivedCoupons() {
		Instant expireAt = couponsExpireAt();
		return expireAt != null && expireAt.isBefore(period.startsAt.plus(SHORT_LIFE));
	}

	/** The instant at which a coupon expires that would expire then by the rule alone. */
	public Instant extended(Instant expiresAt) {
		return couponsExtendedTo == null || expiresAt.isAfter(couponsExtendedTo) ? expiresAt : couponsExtendedTo;
	}

	/**
	 * Tells whether both campaigns have the same settings, leaving aside whether they are
	 * paused.
	 */
	public boolean hasSameContentAs(Campaign other) {
		return withPaused(false).equals(other.withPaused(false));
	}

	public Campaign withPaused(boolean newPaused) {
		return paused == newPaused ? this : with(metadata, newPaused);
	}

	public Campaign withoutMetadata() {
		return with(Map.of(), paused);
	}

	private Campaign with(Map<String, String> newMetadata, boolean newPaused) {
		return new Campaign(id, name, period, maxCoupons, perUserLimit, timeZone, codeFormat, expiry, couponsExtendedTo,
				rhythm, newMetadata, newPaused);
	}
}
