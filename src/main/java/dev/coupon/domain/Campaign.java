package dev.coupon.domain;

import dev.coupon.domain.rhythm.Rhythm;
import dev.coupon.domain.text.TextRule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a campaign. Its counts and coupons are not part of it; the store keeps
 * them.
 *
 * @param id the id, unique in the service; matches {@link #ID_PATTERN}
 * @param name a name for people; absent if there is none
 * @param maxCoupons how many coupons may be issued, 1 to {@link #MAX_COUPONS}; see
 * {@link #remaining} for imported codes
 * @param perUserLimit how many of them one user may get, at least 1; absent means no
 * limit
 * @param timeZone the time zone of dates that were given without an offset
 * @param codeSource the source of the codes, which never changes
 * @param expiry the rule for when coupons expire
 * @param couponsExtendedTo the instant until which all coupons of the campaign are good
 * at least, those issued before included; absent if each expires by the rule alone
 * @param rhythm the hours at which coupons are issued, and how many in each period
 * @param metadata the operator's own notes, which the service never reads
 * @param paused whether an operator has stopped issuing for the time being
 */
public record Campaign(String id, @Nullable String name, Period period, int maxCoupons, @Nullable Integer perUserLimit,
		ZoneId timeZone, CodeSource codeSource, Expiry expiry, @Nullable Instant couponsExtendedTo, Rhythm rhythm,
		Map<String, String> metadata, boolean paused) {

	public static final int MAX_COUPONS = 100_000_000;

	/** The pattern of ids. */
	public static final String ID_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

	/** The rule of {@link #ID_PATTERN} in words. */
	public static final String ID_RULE = "must be 1 to 64 letters, digits, dots, underscores and hyphens, "
			+ "and begin with a letter or digit";

	private static final Duration SHORT_LIFE = Duration.ofDays(1);

	private static final TextRule ID = new TextRule(64, TextRule::isAsciiLetterOrDigit,
			c -> TextRule.isAsciiLetterOrDigit(c) || c == '.' || c == '_' || c == '-');

	public Campaign {
		metadata = Map.copyOf(metadata);
	}

	/** Tells whether a text may be the id of a campaign. */
	public static boolean isId(String text) {
		return ID.allows(text);
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
	 * The number of coupons that are left.
	 * @param stocked how many codes were imported and not dropped; 0 if codes are drawn
	 */
	public int remaining(int issued, int stocked) {
		return (codeSource instanceof CodeSource.Imported ? Math.min(maxCoupons, stocked) : maxCoupons) - issued;
	}

	/**
	 * Tells whether there is a coupon for each imported code, because the maximum is as
	 * high as can be.
	 */
	public boolean isLimitedByCodes() {
		return codeSource instanceof CodeSource.Imported && maxCoupons == MAX_COUPONS;
	}

	/**
	 * The status, leaving aside the rhythm. So it is never {@link Status#WAITING}.
	 * @param remaining how many coupons are left
	 */
	public Status status(Instant now, int remaining) {
		if (!now.isBefore(period.endsAt)) {
			return Status.ENDED;
		}
		if (paused) {
			return Status.PAUSED;
		}
		if (now.isBefore(period.startsAt)) {
			return Status.SCHEDULED;
		}
		return remaining <= 0 ? Status.EXHAUSTED : Status.ACTIVE;
	}

	/**
	 * The reason why a new coupon can't be issued, leaving aside the rhythm, or null if
	 * it can.
	 * @param remaining how many coupons are left
	 * @param issuedToUser how many coupons the requesting user has, null if the request
	 * names no user
	 */
	public @Nullable Refusal refusal(Instant now, int remaining, @Nullable Integer issuedToUser) {
		return switch (status(now, remaining)) {
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

	/** The instant, to the millisecond, at which a coupon issued now expires. */
	public Instant couponExpiresAt(Instant now) {
		return extended(expiry.of(now, period.endsAt));
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
		return new Campaign(id, name, period, maxCoupons, perUserLimit, timeZone, codeSource, expiry, couponsExtendedTo,
				rhythm, newMetadata, newPaused);
	}
}
