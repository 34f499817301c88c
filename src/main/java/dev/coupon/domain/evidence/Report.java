package dev.coupon.domain.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report about a campaign at one moment: what it issued, and whether the store's data
 * fits together.
 *
 * @param id the report's own id
 * @param campaignUid the text that tells the campaign from others that had its id before
 * @param madeAt the store's time at that moment
 * @param settings the settings of the campaign, by the names that operators know
 * @param refusals the refused requests for coupons; absent in a report that is kept,
 * because they are counted by an instance of the service and not by the store
 * @param sha256 the SHA-256 of the issued coupons in hexadecimal digits
 * @param faults what doesn't fit together; empty if all does
 */
public record Report(String id, String campaignId, String campaignUid, Instant madeAt, Map<String, Object> settings,
		Counts counts, @Nullable Refusals refusals, Issues issues, String sha256, List<Fault> faults) {

	/**
	 * The numbers of coupons.
	 *
	 * @param issued all coupons that were issued
	 * @param redeemed those that are redeemed
	 * @param voided those that are void
	 * @param expired those that have expired and are neither redeemed nor void
	 */
	public record Counts(int issued, int redeemed, int voided, int expired) {
	}

	/**
	 * The requests for coupons that one instance of the service has refused.
	 *
	 * @param since the start of the instance, by the clock of its machine
	 * @param byReason how many were refused, by the code of the refusal
	 */
	public record Refusals(Instant since, Map<String, Long> byReason) {
	}

	/**
	 * The times of issue.
	 *
	 * @param first the time of the first issue; absent if there was none
	 * @param last the time of the last issue; absent if there was none
	 * @param byHour the hours in which coupons were issued, in order
	 */
	public record Issues(@Nullable Instant first, @Nullable Instant last, List<Hour> byHour) {
	}

	/**
	 * An hour in which coupons were issued.
	 *
	 * @param start the beginning of the hour in UTC
	 */
	public record Hour(Instant start, int issued) {
	}

	/**
	 * Something that doesn't fit together.
	 *
	 * @param code the stable name of this kind of fault, such as {@code gap}
	 * @param detail the fault in words
	 */
	public record Fault(String code, String detail) {
	}

	/** The same report with the refusals of an instance. */
	public Report with(Refusals counted) {
		return new Report(id, campaignId, campaignUid, madeAt, settings, counts, counted, issues, sha256, faults);
	}
}
