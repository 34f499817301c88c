package dev.coupon.web.coupon.export;

import static dev.coupon.web.problem.Problem.CAMPAIGN_NOT_FOUND;
import static dev.coupon.web.problem.Problem.INVALID_REQUEST;

import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.coupon.json.CouponResponse;
import dev.coupon.web.input.CampaignId;
import dev.coupon.web.input.PageSize;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operation that lists and exports coupons, with its OpenAPI documentation. */
@Tag(name = "Coupons")
@RequestMapping(path = ApiPaths.API)
interface CouponListApi {

	String CSV = "text/csv";

	String CSV_EXAMPLE = """
			code,campaignId,sequence,userId,issuedAt,expiresAt,redeemedAt,redemptionReference,status,redeemedBy,\
			voidedAt,voidReason\r
			7M2PHXVD0T5QKZRB,black-friday,1,alice,2026-11-27T09:00:00.123Z,2099-12-31T23:00:00Z,,,ISSUED,,,\r
			""";

	String NDJSON = MediaType.APPLICATION_NDJSON_VALUE;

	@Operation(summary = "List or export a campaign's coupons",
			description = "In the order of issue. As JSON a page at a time; as CSV (RFC 4180 with a "
					+ "header row) or NDJSON all that follow in one stream. An export that can't be "
					+ "finished breaks the connection off: it is reset where only its end would tell. An export may "
					+ "be narrowed by from, to and redeemed: it then has the coupons after the given sequence to which "
					+ "all of these apply, at most as many as limit says.")
	@ApiResponse(responseCode = "200", description = "A page, or the export",
			headers = @Header(name = HttpHeaders.CONTENT_DISPOSITION,
					description = "Names the file of an export, by the campaign; absent for a page",
					schema = @Schema(type = "string")),
			content = {
					@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = CouponResponse.Page.class)),
					@Content(mediaType = CSV, schema = @Schema(type = "string", example = CSV_EXAMPLE)),
					@Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string",
							example = "{\"code\":\"7M2PHXVD0T5QKZRB\",\"campaignId\":\"black-friday\",\"sequence\":1,"
									+ "\"issuedAt\":\"2026-11-27T09:00:00.123Z\","
									+ "\"expiresAt\":\"2099-12-31T23:00:00Z\"," + "\"status\":\"ISSUED\"}\n")) })
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND })
	@GetMapping(path = "/campaigns/{id}/coupons", produces = { MediaType.APPLICATION_JSON_VALUE, CSV, NDJSON })
	@Nullable ResponseEntity<?> listCoupons(@PathVariable @CampaignId String id,
			@Parameter(description = "The nextAfter of the page before") @RequestParam(defaultValue = "0") @Min(
					value = 0, message = "must not be negative") int after,
			@Parameter(description = "At most so many; 100 if absent, all for an export",
					schema = @Schema(type = "integer", minimum = "1", maximum = "1000")) @RequestParam(
							required = false) @PageSize @Nullable Integer limit,
			@Parameter(description = "Only this user's coupons") @RequestParam(required = false) @Pattern(
					regexp = IssueRequest.USER_ID_PATTERN, message = IssueRequest.USER_ID_RULE) @Nullable String userId,
			@Parameter(description = "Only for an export: ends it with a line that has the number of coupons in it, "
					+ "as {\"count\":2} or, in CSV, as a row whose code is count: and whose sequence is the "
					+ "number") @RequestParam(defaultValue = "false") boolean count,
			@Parameter(description = "Only for an export as CSV: spreadsheet adds a byte-order mark, and puts an "
					+ "apostrophe before what a spreadsheet would take for a formula; if absent, cells are as they are",
					schema = @Schema(type = "string", allowableValues = ExportForm.SPREADSHEET)) @RequestParam(
							required = false) @Pattern(regexp = ExportForm.SPREADSHEET,
									message = ExportForm.CSV_RULE) @Nullable String csv,
			@Parameter(description = "Only for an export: coupons issued at this date or later. A date is written like "
					+ "those of a campaign; one without an offset is in zone, or in the campaign's time zone; a day "
					+ "is its first instant",
					example = "2026-11-27") @RequestParam(required = false) @Nullable String from,
			@Parameter(description = "Only for an export: coupons issued before this date",
					example = "2026-11-28") @RequestParam(required = false) @Nullable String to,
			@Parameter(description = "Only for an export: redeemed coupons, or with false the others") @RequestParam(
					required = false) @Nullable Boolean redeemed,
			@Parameter(
					description = "Only for an export: writes times in this zone, with their offset; in UTC if absent",
					example = "Asia/Seoul") @RequestParam(required = false) @Nullable String zone,
			@Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT,
					required = false) @Nullable String accept,
			HttpServletResponse response) throws IOException;

}
