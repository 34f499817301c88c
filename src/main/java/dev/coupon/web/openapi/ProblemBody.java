package dev.coupon.web.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON body of a problem, for the OpenAPI document. */
@Schema(name = "Problem", description = "What went wrong (RFC 9457)")
record ProblemBody(@Schema(description = "urn:problem: and the code", requiredMode = RequiredMode.REQUIRED) URI type,
		@Schema(description = "The same for each problem of this code",
				requiredMode = RequiredMode.REQUIRED) String title,
		@Schema(description = "The HTTP status", requiredMode = RequiredMode.REQUIRED) int status,
		@Schema(description = "What went wrong and how to mend it", requiredMode = RequiredMode.REQUIRED) String detail,
		@Schema(description = "The path that was asked") @Nullable String instance,
		@Schema(description = "What clients should go by", requiredMode = RequiredMode.REQUIRED) String code,
		@Schema(description = "Of an invalid request: all that is wrong with it") @Nullable List<ProblemError> errors,
		@Schema(description = "Which request it was, for the log; also in the header "
				+ "X-Request-Id") @Nullable String requestId) {

	/** A single fault of a request. */
	record ProblemError(
			@Schema(description = "A JSON Pointer (RFC 6901) into the body, or the name of the parameter or header",
					requiredMode = RequiredMode.REQUIRED) String pointer,
			@Schema(description = "What is wrong and how to mend it",
					requiredMode = RequiredMode.REQUIRED) String detail) {
	}
}
