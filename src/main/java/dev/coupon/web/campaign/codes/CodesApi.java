package dev.coupon.web.campaign.codes;

import static dev.coupon.web.problem.Problem.CAMPAIGN_NOT_FOUND;
import static dev.coupon.web.problem.Problem.CODES_NOT_IMPORTED;
import static dev.coupon.web.problem.Problem.INVALID_REQUEST;

import dev.coupon.domain.log.Act;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.input.CampaignId;
import dev.coupon.web.input.stream.LargeBodies;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operations on imported codes, with their mapping and OpenAPI documentation. */
@Tag(name = "Campaigns")
@RequestMapping(path = ApiPaths.CAMPAIGNS + "/{id}" + CodesBodies.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
interface CodesApi {

	String DESCRIPTION = """
			Only for a campaign whose codeFormat is imported. Codes are issued in the order in which they come. They \
			are 1 to 64 letters of any script, digits, hyphens and underscores, composed (NFC), and upper and lower \
			case differ. Send a stream of any length: CSV with one code a line, and the name of the column, code, in \
			the first line or not; or NDJSON with {"code": "..."} on each line. Empty lines are skipped. A line that \
			is at fault stops no other. Codes are imported in chunks of up to 10,000, so an upload that breaks off \
			may be imported in part: send all of it again, since codes that the campaign has already are left as they \
			are. Nobody can read a code before it is issued.""";

	@Operation(summary = "Import codes", description = DESCRIPTION)
	@ApiResponse(responseCode = "200", description = "What became of the codes",
			content = @Content(schema = @Schema(implementation = ImportResponse.class)))
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND, CODES_NOT_IMPORTED })
	@RequestBody(required = true,
			content = {
					@Content(mediaType = LargeBodies.CSV,
							schema = @Schema(type = "string", example = "code\r\nPARTNER-7F3K\r\nPARTNER-9QXW\r\n")),
					@Content(mediaType = LargeBodies.NDJSON,
							schema = @Schema(type = "string", example = "{\"code\":\"PARTNER-7F3K\"}\n")) })
	@PostMapping(consumes = { LargeBodies.CSV, LargeBodies.NDJSON })
	ResponseEntity<?> importCodes(@PathVariable @CampaignId String id, HttpServletRequest request)
			throws IOException, HttpMediaTypeNotSupportedException;

	@Operation(summary = "Drop imported codes",
			description = "Drops all codes of the campaign that are not issued. They can be imported again, here or "
					+ "elsewhere. Coupons stay. May be repeated. Codes are dropped in steps, the last ones first.")
	@ApiResponse(responseCode = "200", description = "None is left",
			content = @Content(schema = @Schema(implementation = DropResponse.class)))
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND, CODES_NOT_IMPORTED })
	@DeleteMapping
	ResponseEntity<?> dropCodes(@PathVariable @CampaignId String id,
			@Parameter(description = "Why; kept in the audit", example = "The partner sent a wrong file") @RequestParam(
					required = false) @Pattern(regexp = Act.REASON_PATTERN,
							message = Act.REASON_RULE) @Nullable String reason);

}
