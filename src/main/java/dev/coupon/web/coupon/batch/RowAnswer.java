package dev.coupon.web.coupon.batch;

import dev.coupon.domain.Coupon;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.coupon.json.CouponResponse;
import dev.coupon.web.problem.ProblemAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/** The answer to a row, as a line of NDJSON. */
@Schema(name = "BatchRow")
record RowAnswer(
		@Schema(description = "The line that the row is on in what was sent; for JSON its place among the items, from "
				+ "1 on.", requiredMode = RequiredMode.REQUIRED, example = "1") long line,
		@Schema(description = "The status that a single request would have had: 201 if the coupon is issued, 200 if "
				+ "it was issued before by a row or request with the same key.", requiredMode = RequiredMode.REQUIRED,
				example = "201") int status,
		@Schema(description = "Absent if the row is refused.") @Nullable CouponResponse coupon,
		@Schema(description = "The problem, like the code of a problem of a single request; absent if there is none.",
				example = "campaign-exhausted") @Nullable String code,
		@Schema(description = "The problem in words; absent if there is none.",
				example = "All coupons of the campaign are issued.") @Nullable String detail,
		@Schema(description = "The rules that the row breaks.") @Nullable List<RowFault> errors,
		@Schema(description = "Seconds to wait before the row is sent again; absent if waiting doesn't help.",
				example = "1") @Nullable Integer retryAfter) {

	/** A rule that a row breaks. */
	@Schema(name = "BatchRowError")
	record RowFault(@Schema(requiredMode = RequiredMode.REQUIRED, example = "/userId") String pointer,
			@Schema(requiredMode = RequiredMode.REQUIRED, example = "must not be empty") String detail) {
	}

	static RowAnswer issued(long line, int status, Coupon coupon) {
		return new RowAnswer(line, status, CouponResponse.of(coupon), null, null, null, null);
	}

	static RowAnswer refused(long line, ProblemAnswer answer) {
		ProblemDetail body = answer.body();
		Map<String, Object> more = Objects.requireNonNullElse(body.getProperties(), Map.of());
		List<RowFault> errors = more.get("errors") instanceof List<?> faults ? faults.stream()
			.map(Fault.class::cast)
			.map(fault -> new RowFault(fault.pointer(), fault.detail()))
			.toList() : null;
		String wait = answer.headers().getFirst(HttpHeaders.RETRY_AFTER);
		return new RowAnswer(line, body.getStatus(), null, (String) more.get("code"), body.getDetail(), errors,
				wait == null ? null : Integer.valueOf(wait));
	}

}
