package dev.coupon.domain.log;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log, which says what happened to a campaign or to one of its coupons.
 * An entry is written in the same atomic step as the change. An issue has no entry of its
 * own, because the coupon says all about it.
 *
 * <p>
 * All events of a campaign, issues included, are numbered without gaps: the coupon with
 * the sequence number k is event k + the number of entries with {@code afterCoupon} &lt;
 * k, and an entry is event {@code ordinal + afterCoupon}.
 *
 * @param campaignUid the text that tells the campaign from others that had its id before
 * @param ordinal the entry's number among those of its campaign: 1..m without gaps
 * @param afterCoupon how many coupons the campaign had issued before
 * @param at the store's time, to the millisecond
 * @param coupon the coupon; absent if the entry is about the campaign
 * @param settings the campaign's settings; absent if the entry is about a coupon
 */
public record LogEntry(String campaignId, String campaignUid, int ordinal, int afterCoupon, Type type, Instant at,
		Act act, @Nullable OfCoupon coupon, @Nullable OfCampaign settings) {

	/** The kinds of entries. */
	public enum Type {

		CAMPAIGN_CREATED, CAMPAIGN_LOW_STOCK, CAMPAIGN_EXHAUSTED, CAMPAIGN_UPDATED, CAMPAIGN_PAUSED, CAMPAIGN_RESUMED,
		CAMPAIGN_DELETED, CAMPAIGN_ERASED, CAMPAIGN_CODES_IMPORTED, CAMPAIGN_CODES_DROPPED, COUPON_REDEEMED,
		COUPON_REDEMPTION_ROLLED_BACK, COUPON_VOIDED, COUPON_VOID_REVOKED;

		private final String code = name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');

		private static final Map<String, Type> BY_CODE = Stream.of(values())
			.collect(Collectors.toUnmodifiableMap(Type::code, Function.identity()));

		/** The kind with this stable name. */
		public static Type of(String code) {
			return Objects.requireNonNull(BY_CODE.get(code), code);
		}

		/** The stable name that clients see, such as {@code coupon.void-revoked}. */
		public String code() {
			return code;
		}

		/**
		 * Tells whether the entry belongs to the audit. Redemptions and their roll-backs
		 * don't, because shops make them. Low stock and exhaustion don't, because nobody
		 * did them.
		 */
		public boolean isAudited() {
			return switch (this) {
				case CAMPAIGN_LOW_STOCK, CAMPAIGN_EXHAUSTED, COUPON_REDEEMED, COUPON_REDEMPTION_ROLLED_BACK -> false;
				default -> true;
			};
		}

	}

	/**
	 * The part of an entry about a coupon.
	 *
	 * @param sequence the coupon's number in its campaign
	 * @param reference the redeemer's note; absent if there is none
	 */
	public record OfCoupon(int sequence, String code, @Nullable String reference) {
	}

	/**
	 * The part of an entry about a campaign, with settings by their names, or with the
	 * numbers of imported codes where some came or went. Values are texts, numbers, truth
	 * values, and lists and maps of them.
	 *
	 * @param before the settings that were changed, as they were before, null for one
	 * that was absent; all settings of a deleted campaign
	 * @param after all settings afterwards; none of a deleted campaign
	 */
	public record OfCampaign(Map<String, @Nullable Object> before, Map<String, Object> after) {

		/**
		 * The settings afterwards, without those that were not changed. A setting that is
		 * gone is null.
		 */
		public Map<String, @Nullable Object> changed() {
			Map<String, @Nullable Object> changed = new LinkedHashMap<>();
			if (before.isEmpty()) {
				changed.putAll(after);
			}
			else if (!after.isEmpty()) {
				before.keySet().forEach(name -> changed.put(name, after.get(name)));
			}
			return changed;
		}

	}

}
