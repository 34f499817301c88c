package dev.coupon.web.campaign.codes;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;

/** The result of an upload of codes, as JSON. */
@Schema(name = "CodeImport")
record ImportResponse(
		@Schema(description = "How many codes are new in the campaign.", requiredMode = RequiredMode.REQUIRED,
				example = "99998") long accepted,
		@Schema(description = "How many the campaign had already, from this upload or an earlier one: no fault.",
				requiredMode = RequiredMode.REQUIRED, example = "0") long known,
		@Schema(description = "How many another campaign has, or are the code of its coupon.",
				requiredMode = RequiredMode.REQUIRED, example = "1") long taken,
		@Schema(description = "How many lines have no code that can be imported.", requiredMode = RequiredMode.REQUIRED,
				example = "1") long invalid,
		@ArraySchema(arraySchema = @Schema(description = "The first 100 lines that are taken or invalid.",
				requiredMode = RequiredMode.REQUIRED)) List<LineFault> faults) {

	/** A line at fault. */
	@Schema(name = "CodeImportFault")
	record LineFault(
			@Schema(description = "The line in what was sent, from 1 on.", requiredMode = RequiredMode.REQUIRED,
					example = "7") long line,
			@Schema(description = "Which count the line is in.", allowableValues = {
					"taken", "invalid" }, requiredMode = RequiredMode.REQUIRED, example = "taken") String reason,
			@Schema(description = "What is wrong, in words.", requiredMode = RequiredMode.REQUIRED,
					example = "Another campaign has the code, or it is the code of a coupon.") String detail){

		static LineFault taken(long line) {
			return new LineFault(line, "taken", "Another campaign has the code, or it is the code of a coupon.");
		}

		static LineFault invalid(long line, String detail) {
			return new LineFault(line, "invalid", detail);
		}

	}

}
