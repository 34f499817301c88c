package dev.coupon.web.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import dev.coupon.domain.log.LogEntry.OfCoupon;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that an operator did, as JSON. */
@Schema(name = "AuditEntry")
record AuditResponse(
		@Schema(description = "What was done: campaign.created, .updated, .paused, .resumed, .deleted, .erased (by "
				+ "the service, when its time was over), .codes-imported or .codes-dropped, coupon.voided or "
				+ ".void-revoked; there may be more one day.", requiredMode = RequiredMode.REQUIRED,
				example = "campaign.updated") String type,
		@Schema(requiredMode = RequiredMode.REQUIRED, example = "black-friday") String campaignId,
		@Schema(description = "Tells the campaign from others that had its id before.",
				requiredMode = RequiredMode.REQUIRED, example = "1y2p0ij32e8e7") String campaignUid,
		@Schema(requiredMode = RequiredMode.REQUIRED, example = "2026-11-28T17:05:31.004Z") Instant at,
		@Schema(description = "Who did it: the name of the key or the subject of the token; absent if not known.",
				example = "marketing") @Nullable String by,
		@Schema(description = "Where the request came from; absent if the service did it.",
				example = "203.0.113.7") @Nullable String address,
		@Schema(description = "Why; absent if nobody said.", example = "The sponsor left") @Nullable String reason,
		@Schema(description = "How many coupons the campaign had issued.", requiredMode = RequiredMode.REQUIRED,
				example = "2") int issued,
		@Schema(description = "The coupon's code; absent if it is about the campaign.") @Nullable String code,
		@Schema(description = "The settings that changed, or the numbers of imported codes, as they were before, null "
				+ "where one was absent; all of a deleted campaign.",
				example = "{\"maxCoupons\": 1000}") @JsonInclude(value = JsonInclude.Include.NON_NULL,
						content = JsonInclude.Include.ALWAYS) @Nullable Map<String, @Nullable Object> before,
		@Schema(description = "The settings that changed, as they were afterwards, null where one was removed; all of "
				+ "a new campaign.",
				example = "{\"maxCoupons\": 2000}") @JsonInclude(value = JsonInclude.Include.NON_NULL,
						content = JsonInclude.Include.ALWAYS) @Nullable Map<String, @Nullable Object> after) {

	static AuditResponse of(Audited audited) {
		LogEntry entry = audited.entry();
		OfCoupon coupon = entry.coupon();
		OfCampaign settings = entry.settings();
		return new AuditResponse(entry.type().code(), entry.campaignId(), entry.campaignUid(), entry.at(),
				Act.shown(entry.act().by()), entry.act().address(), entry.act().reason(), entry.afterCoupon(),
				coupon == null ? null : coupon.code(), settings == null ? null : settings.before(),
				settings == null ? null : settings.changed());
	}

	/** A page of the audit. */
	@Schema(name = "AuditPage")
	record Page(@Schema(requiredMode = RequiredMode.REQUIRED) List<AuditResponse> items,
			@Schema(description = "What to give as after to get the next page; absent on the last one.",
					example = "17") @Nullable Long nextAfter) {
	}

}
