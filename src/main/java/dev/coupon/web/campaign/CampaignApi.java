package dev.coupon.web.campaign;

import static dev.coupon.web.problem.Problem.CAMPAIGN_EXISTS;
import static dev.coupon.web.problem.Problem.CAMPAIGN_HAS_COUPONS;
import static dev.coupon.web.problem.Problem.CAMPAIGN_NOT_FOUND;
import static dev.coupon.web.problem.Problem.CAMPAIGN_STARTED;
import static dev.coupon.web.problem.Problem.CODE_SPACE_EXHAUSTED;
import static dev.coupon.web.problem.Problem.EXTENSION_NOT_LATER;
import static dev.coupon.web.problem.Problem.IDEMPOTENCY_KEY_REUSED;
import static dev.coupon.web.problem.Problem.INVALID_REQUEST;
import static dev.coupon.web.problem.Problem.MAX_COUPONS_BELOW_ISSUED;
import static dev.coupon.web.problem.Problem.VERSION_MISMATCH;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.campaign.json.CampaignPatch;
import dev.coupon.web.campaign.json.CampaignRequest;
import dev.coupon.web.campaign.json.CampaignResponse;
import dev.coupon.web.exchange.ReasonBody;
import dev.coupon.web.exchange.direct.Direct;
import dev.coupon.web.input.CampaignId;
import dev.coupon.web.input.IdempotencyKey;
import dev.coupon.web.input.PageSize;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operations on campaigns for operators, with their HTTP mapping and their OpenAPI
 * documentation.
 */
@Tag(name = "Campaigns", description = "For operators")
@RequestMapping(path = ApiPaths.CAMPAIGNS, produces = MediaType.APPLICATION_JSON_VALUE)
interface CampaignApi {

	@Operation(summary = "Create a campaign",
			description = "Takes as long for a large campaign as for a small one: codes are drawn when "
					+ "coupons are issued. May be repeated: the same id with the same content "
					+ "answers 200 with the campaign as it is. Without an id, an Idempotency-Key does the same: "
					+ "the id is made from the key. With dryRun=true nothing is created: the answer is the campaign "
					+ "as it would be, with samples of its codes, or the problem that there would be. Of several "
					+ "problems the first is given in this order: campaign-exists, "
					+ "idempotency-key-reused, code-space-exhausted.")
	@ApiResponse(responseCode = "201", description = "Created",
			headers = {
					@Header(name = "Location", required = true, description = "The campaign's path",
							schema = @Schema(type = "string")),
					@Header(name = "ETag", required = true, description = "The revision of its settings",
							schema = @Schema(type = "string")) },
			content = @Content(schema = @Schema(implementation = CampaignResponse.class)))
	@ApiResponse(responseCode = "200", description = "It exists already, with the same content; or a dry run",
			headers = @Header(name = "ETag", description = "The revision of its settings; absent for a dry run",
					schema = @Schema(type = "string")),
			content = @Content(schema = @Schema(implementation = CampaignResponse.class)))
	@io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
			content = @Content(schema = @Schema(implementation = CampaignRequest.class),
					examples = { @ExampleObject(name = "A thousand coupons", value = CampaignExamples.PLAIN),
							@ExampleObject(name = "One for each user, valid for 30 days",
									value = CampaignExamples.FOR_EACH_USER),
							@ExampleObject(name = "As the source system has it",
									value = CampaignExamples.OF_THE_SOURCE_SYSTEM) }))
	@Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER,
			description = "Names this request among those of the caller, so that it can be repeated safely",
			schema = @Schema(type = "string", pattern = IssueRequest.IDEMPOTENCY_KEY_PATTERN))
	@Raises({ INVALID_REQUEST, CAMPAIGN_EXISTS, IDEMPOTENCY_KEY_REUSED, CODE_SPACE_EXHAUSTED })
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<?> createCampaign(@Parameter(hidden = true) @RequestBody ObjectNode settings,
			@Parameter(
					description = "Only check, and create nothing. Without an id and an Idempotency-Key, the id of the "
							+ "answer is a sample, too.") @RequestParam(defaultValue = "false") boolean dryRun,
			HttpServletRequest request);

	@Operation(summary = "List campaigns", description = "In the order of their ids, a page at a time.")
	@ApiResponse(responseCode = "200",
			description = "A page. It may be short or empty although others follow: go by nextAfter.",
			content = @Content(schema = @Schema(implementation = CampaignResponse.Page.class)))
	@Raises(INVALID_REQUEST)
	@GetMapping
	CampaignResponse.Page listCampaigns(
			@Parameter(description = "Only campaigns that have this status") @RequestParam(
					required = false) Campaign.@Nullable Status status,
			@Parameter(
					description = "Only campaigns whose id begins with this text, or whose name does so without "
							+ "regard to upper and lower case",
					example = "black") @RequestParam(required = false) @Pattern(regexp = Snapshot.BEGINNING_PATTERN,
							message = Snapshot.BEGINNING_RULE) @Nullable String q,
			@Parameter(description = "At most so many") @RequestParam(defaultValue = "100") @PageSize int limit,
			@Parameter(description = "The nextAfter of the page before") @RequestParam(
					required = false) @CampaignId @Nullable String after);

	@Operation(summary = "Read a campaign",
			description = "Settings, status, counts and the first codes, all of one moment. Codes are "
					+ "those of issued coupons; unissued codes don't exist. ISSUE and USER get no codes, "
					+ "and USER no metadata.")
	@ApiResponse(responseCode = "200", description = "The campaign",
			headers = @Header(name = "ETag", required = true,
					description = "The revision of its settings, not of its counts", schema = @Schema(type = "string")),
			content = @Content(schema = @Schema(implementation = CampaignResponse.class)))
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND })
	@Parameter(name = "id", in = ParameterIn.PATH, required = true, description = "The campaign's id",
			example = "black-friday", schema = @Schema(type = "string", pattern = Campaign.ID_PATTERN))
	@Parameter(name = "codes", in = ParameterIn.QUERY, description = CodesParameter.DESCRIPTION,
			schema = @Schema(type = "integer", minimum = "0", maximum = "" + CodesParameter.MAX))
	@GetMapping("/{id}")
	@Direct
	void readCampaign(HttpServletRequest request, HttpServletResponse response) throws IOException;

	@Operation(summary = "Change a campaign",
			description = "A JSON merge patch (RFC 7396) of name, startsAt, endsAt, maxCoupons, perUserLimit, "
					+ "couponsExpireAt, couponValidFor, couponsExtendedTo and metadata: what is absent stays, null "
					+ "removes. Coupons issued before keep their expiry, unless couponsExtendedTo is "
					+ "later. Of several problems the first is given in this order: "
					+ "invalid-request by a field that can't change, campaign-not-found, "
					+ "version-mismatch, invalid-request by a value, campaign-started, " + "extension-not-later, "
					+ "max-coupons-below-issued, code-space-exhausted.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = {
			@Content(mediaType = "application/merge-patch+json", schema = @Schema(implementation = CampaignPatch.class),
					examples = @ExampleObject("{ \"maxCoupons\": 2000, \"metadata\": { \"owner\": \"sales\" } }")),
			@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = CampaignPatch.class),
					examples = @ExampleObject("{ \"maxCoupons\": 2000, \"metadata\": { \"owner\": \"sales\" } }")) })
	@AnswersCampaign("Changed")
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND, VERSION_MISMATCH, CAMPAIGN_STARTED, EXTENSION_NOT_LATER,
			MAX_COUPONS_BELOW_ISSUED, CODE_SPACE_EXHAUSTED })
	@PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE })
	ResponseEntity<?> changeCampaign(@PathVariable @CampaignId String id,
			@Parameter(description = IfMatch.DESCRIPTION) @RequestHeader(name = "If-Match",
					required = false) @Nullable String ifMatch,
			@Parameter(hidden = true) @RequestBody ObjectNode patch);

	@Operation(summary = "Pause a campaign", description = "Nothing is issued until it is resumed. May be repeated.")
	@AnswersCampaign("Paused")
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND, VERSION_MISMATCH })
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(
			mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ReasonBody.class)))
	@PostMapping("/{id}/pause")
	ResponseEntity<?> pauseCampaign(@PathVariable @CampaignId String id,
			@Parameter(description = IfMatch.DESCRIPTION) @RequestHeader(name = "If-Match",
					required = false) @Nullable String ifMatch,
			HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException;

	@Operation(summary = "Resume a campaign", description = "Undoes a pause. May be repeated.")
	@AnswersCampaign("Not paused")
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND, VERSION_MISMATCH })
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(
			mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ReasonBody.class)))
	@PostMapping("/{id}/resume")
	ResponseEntity<?> resumeCampaign(@PathVariable @CampaignId String id,
			@Parameter(description = IfMatch.DESCRIPTION) @RequestHeader(name = "If-Match",
					required = false) @Nullable String ifMatch,
			HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException;

	@Operation(summary = "Delete a campaign",
			description = "The campaign and its coupons are unknown from now on. The id is free again "
					+ "when all is erased, for small campaigns at once, and a report is kept. Of several problems the "
					+ "first is given in this order: invalid-request, campaign-not-found, version-mismatch, "
					+ "campaign-has-coupons.")
	@AnswersDeleted("Deleted")
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND, VERSION_MISMATCH, CAMPAIGN_HAS_COUPONS })
	@DeleteMapping(path = "/{id}", produces = MediaType.ALL_VALUE)
	ResponseEntity<?> deleteCampaign(@PathVariable @CampaignId String id,
			@Parameter(description = IfMatch.DESCRIPTION) @RequestHeader(name = "If-Match",
					required = false) @Nullable String ifMatch,
			@Parameter(description = "Also if coupons of it are not expired") @RequestParam(
					defaultValue = "false") boolean force,
			@Parameter(description = "Why; kept in the audit", example = "The sponsor left") @RequestParam(
					required = false) @Pattern(regexp = Act.REASON_PATTERN,
							message = Act.REASON_RULE) @Nullable String reason);

}
