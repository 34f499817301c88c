package dev.coupon.web.report;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.evidence.Report.Counts;
import dev.coupon.domain.evidence.Report.Fault;
import dev.coupon.domain.evidence.Report.Hour;
import dev.coupon.domain.evidence.Report.Refusals;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report about a campaign, as JSON. */
@Schema(name = "Report")
record ReportResponse(
		@Schema(description = "The report's own id.", requiredMode = RequiredMode.REQUIRED,
				example = "1y2p0ij32e8e7-mi2k9x3c") String id,
		@Schema(requiredMode = RequiredMode.REQUIRED, example = "black-friday") String campaignId,
		@Schema(description = "Tells the campaign from others that had its id before.",
				requiredMode = RequiredMode.REQUIRED, example = "1y2p0ij32e8e7") String campaignUid,
		@Schema(description = "The moment as of which all is reported, by the store's clock.",
				requiredMode = RequiredMode.REQUIRED, example = "2026-11-29T00:00:03.120Z") Instant madeAt,
		@Schema(description = "Whether all data about the campaign in the store fits together.",
				requiredMode = RequiredMode.REQUIRED, example = "true") boolean consistent,
		@Schema(description = "What doesn't fit together; empty if all does.",
				requiredMode = RequiredMode.REQUIRED) List<FaultBody> faults,
		@Schema(description = "The settings of the campaign, as in the audit.", requiredMode = RequiredMode.REQUIRED,
				example = "{\"maxCoupons\": 1000}") Map<String, Object> settings,
		@Schema(requiredMode = RequiredMode.REQUIRED) CountsBody counts,
		@Schema(description = "The time of the first issue; absent if there was none.",
				example = "2026-11-28T00:00:00.004Z") @Nullable Instant firstIssuedAt,
		@Schema(description = "The time of the last issue; absent if there was none.",
				example = "2026-11-28T00:01:12.801Z") @Nullable Instant lastIssuedAt,
		@Schema(description = "The hours in which coupons were issued, in order.",
				requiredMode = RequiredMode.REQUIRED) List<HourBody> issuedByHour,
		@Schema(description = "The SHA-256 over one line for each coupon: sequence, code, userId and issuedAt.",
				requiredMode = RequiredMode.REQUIRED,
				example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855") String sha256,
		@Schema(description = "The requests for coupons that this instance refused; absent in a report that is kept, "
				+ "because instances count them and the store doesn't.") @Nullable RefusalsBody refusals) {

	static ReportResponse of(Report report) {
		Counts counts = report.counts();
		Refusals refusals = report.refusals();
		return new ReportResponse(report.id(), report.campaignId(), report.campaignUid(), report.madeAt(),
				report.faults().isEmpty(), report.faults().stream().map(FaultBody::of).toList(), report.settings(),
				new CountsBody(counts.issued(), counts.redeemed(), counts.voided(), counts.expired()),
				report.issues().first(), report.issues().last(),
				report.issues().byHour().stream().map(HourBody::of).toList(), report.sha256(),
				refusals == null ? null : new RefusalsBody(refusals.since(), refusals.byReason()));
	}

	/** The numbers of coupons. */
	@Schema(name = "ReportCounts")
	record CountsBody(
			@Schema(description = "How many were issued.", requiredMode = RequiredMode.REQUIRED,
					example = "1000") int issued,
			@Schema(description = "How many of them are redeemed.", requiredMode = RequiredMode.REQUIRED,
					example = "640") int redeemed,
			@Schema(description = "How many of them are void.", requiredMode = RequiredMode.REQUIRED,
					example = "2") int voided,
			@Schema(description = "How many of them have expired, and are neither redeemed nor void.",
					requiredMode = RequiredMode.REQUIRED, example = "358") int expired) {
	}

	/** An hour in which coupons were issued. */
	@Schema(name = "ReportHour")
	record HourBody(
			@Schema(description = "The beginning of the hour.", requiredMode = RequiredMode.REQUIRED,
					example = "2026-11-28T00:00:00Z") Instant hour,
			@Schema(description = "How many coupons were issued in it.", requiredMode = RequiredMode.REQUIRED,
					example = "1000") int issued) {

		static HourBody of(Hour hour) {
			return new HourBody(hour.start(), hour.issued());
		}

	}

	/** The refused requests for coupons. */
	@Schema(name = "ReportRefusals")
	record RefusalsBody(
			@Schema(description = "When this instance was started, by the clock of its machine.",
					requiredMode = RequiredMode.REQUIRED, example = "2026-11-27T08:59:12.480Z") Instant since,
			@Schema(description = "How many were refused, by the code of the problem.",
					requiredMode = RequiredMode.REQUIRED,
					example = "{\"campaign-exhausted\": 41023}") Map<String, Long> byReason) {
	}

	/** Something that doesn't fit together. */
	@Schema(name = "ReportFault")
	record FaultBody(@Schema(
			description = "The kind: gap, missing-row, doubled-number, doubled-code, wrong-count, limit-broken, "
					+ "user-limit-broken, wrong-slot or unreadable-settings; there may be more one day.",
			requiredMode = RequiredMode.REQUIRED, example = "gap") String code,
			@Schema(description = "The fault in words.", requiredMode = RequiredMode.REQUIRED,
					example = "Coupon 17 is missing") String detail) {

		static FaultBody of(Fault fault) {
			return new FaultBody(fault.code(), fault.detail());
		}

	}

	/** A page of reports. */
	@Schema(name = "ReportPage")
	record ReportPage(@Schema(requiredMode = RequiredMode.REQUIRED) List<ReportResponse> items,
			@Schema(description = "What to give as after to get the next page; absent on the last one.",
					example = "17") @Nullable Long nextAfter) {
	}

}
