package dev.coupon.web.campaign.codes;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** The result of a request to drop codes, as JSON. */
@Schema(name = "CodeDrop")
record DropResponse(@Schema(description = "How many codes were dropped.", requiredMode = RequiredMode.REQUIRED,
		example = "99998") long dropped) {
}
