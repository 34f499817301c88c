package dev.coupon.web.coupon;

import static dev.coupon.web.problem.Problem.ALREADY_REDEEMED;
import static dev.coupon.web.problem.Problem.AMBIGUOUS_CODE;
import static dev.coupon.web.problem.Problem.CAMPAIGN_CLOSED;
import static dev.coupon.web.problem.Problem.CAMPAIGN_ENDED;
import static dev.coupon.web.problem.Problem.CAMPAIGN_EXHAUSTED;
import static dev.coupon.web.problem.Problem.CAMPAIGN_NOT_FOUND;
import static dev.coupon.web.problem.Problem.CAMPAIGN_NOT_STARTED;
import static dev.coupon.web.problem.Problem.CAMPAIGN_PAUSED;
import static dev.coupon.web.problem.Problem.CODE_SPACE_EXHAUSTED;
import static dev.coupon.web.problem.Problem.COUPON_EXPIRED;
import static dev.coupon.web.problem.Problem.COUPON_NOT_FOUND;
import static dev.coupon.web.problem.Problem.COUPON_VOID;
import static dev.coupon.web.problem.Problem.IDEMPOTENCY_KEY_REUSED;
import static dev.coupon.web.problem.Problem.INVALID_REQUEST;
import static dev.coupon.web.problem.Problem.NOT_REDEEMED;
import static dev.coupon.web.problem.Problem.QUOTA_EXHAUSTED;
import static dev.coupon.web.problem.Problem.REDEEMED_BY_ANOTHER;
import static dev.coupon.web.problem.Problem.USER_LIMIT_REACHED;
import static dev.coupon.web.problem.Problem.USER_QUOTA_REACHED;
import static dev.coupon.web.problem.Problem.USER_REQUIRED;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.coupon.json.CouponResponse;
import dev.coupon.web.exchange.direct.Direct;
import dev.coupon.web.input.IdempotencyKey;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The operations on coupons for customers and shops, with their HTTP mapping and their
 * OpenAPI documentation.
 */
@Tag(name = "Coupons", description = "For customers, through their front end, and for shops")
@RequestMapping(path = ApiPaths.API, produces = MediaType.APPLICATION_JSON_VALUE)
interface CouponApi {

	String TEXT = IssueRequest.USER_ID_PATTERN;

	@Operation(summary = "Issue a coupon",
			description = "The answer is final: 201 carries the coupon. A request repeated with its Idempotency-Key "
					+ "gets the same coupon, as it is now, even after the campaign sold out, ended or was paused. Of "
					+ "several problems the first is given in this order: campaign-not-found, "
					+ "idempotency-key-reused, campaign-ended, campaign-paused, campaign-not-started, user-required, "
					+ "user-limit-reached, campaign-exhausted, campaign-closed, user-quota-reached, "
					+ "quota-exhausted, code-space-exhausted.")
	@ApiResponse(responseCode = "201", description = "Issued",
			headers = @Header(name = HttpHeaders.LOCATION, required = true, description = "The coupon's path",
					schema = @Schema(type = "string")),
			content = @Content(schema = @Schema(implementation = CouponResponse.class)))
	@ApiResponse(responseCode = "200", description = "Issued by an earlier request with this key",
			headers = {
					@Header(name = HttpHeaders.LOCATION, required = true, description = "The coupon's path",
							schema = @Schema(type = "string")),
					@Header(name = "Idempotent-Replayed", required = true, description = "Always true",
							schema = @Schema(type = "string")) },
			content = @Content(schema = @Schema(implementation = CouponResponse.class)))
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, CAMPAIGN_ENDED, CAMPAIGN_PAUSED,
			CAMPAIGN_NOT_STARTED, USER_REQUIRED, USER_LIMIT_REACHED, CAMPAIGN_EXHAUSTED, CAMPAIGN_CLOSED,
			USER_QUOTA_REACHED, QUOTA_EXHAUSTED, CODE_SPACE_EXHAUSTED })
	@Parameter(name = "id", in = ParameterIn.PATH, required = true, description = "The campaign's id",
			example = "black-friday", schema = @Schema(type = "string", pattern = Campaign.ID_PATTERN))
	@Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER,
			description = "Names this request among those to the campaign, so that it can be repeated safely",
			schema = @Schema(type = "string", pattern = IssueRequest.IDEMPOTENCY_KEY_PATTERN))
	@io.swagger.v3.oas.annotations.parameters.RequestBody(
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = CouponRequests.IssueBody.class)))
	@PostMapping("/campaigns/{id}/coupons")
	@Direct
	void issueCoupon(HttpServletRequest request, HttpServletResponse response) throws Exception;

	@Operation(summary = "Look a coupon up",
			description = "The code as it was issued, or as a person has typed or pasted it: with blanks, line breaks "
					+ "or invisible characters, in full width, with other dashes, with hyphens or blanks between "
					+ "groups, and in the SAFE charset also in small letters, with O for 0, and with I or L for 1. "
					+ "The answer has the code as it was issued.")
	@ApiResponse(responseCode = "200", description = "The coupon",
			content = @Content(schema = @Schema(implementation = CouponResponse.class)))
	@Raises({ INVALID_REQUEST, COUPON_NOT_FOUND, AMBIGUOUS_CODE })
	@EndCustomer.Named
	@GetMapping("/coupons/{code}")
	ResponseEntity<?> readCoupon(@Parameter(description = "The coupon's code, as issued or as typed",
			example = "7M2PHXVD0T5QKZRB") @PathVariable String code);

	@Operation(summary = "Redeem a coupon",
			description = "Once. That the campaign is paused or has ended doesn't matter, only the "
					+ "coupon's expiry does. A request repeated with its Idempotency-Key gets the "
					+ "coupon again; after a rollback it gets not-redeemed. Of several problems the "
					+ "first is given in this order: coupon-not-found, ambiguous-code, "
					+ "idempotency-key-reused, not-redeemed, coupon-void, already-redeemed, " + "coupon-expired.")
	@ApiResponse(responseCode = "200", description = "Redeemed, now or by an earlier request with this key",
			headers = @Header(name = "Idempotent-Replayed",
					description = "True if an earlier request with this key redeemed it, else absent",
					schema = @Schema(type = "string")),
			content = @Content(schema = @Schema(implementation = CouponResponse.class)))
	@Raises({ INVALID_REQUEST, COUPON_NOT_FOUND, AMBIGUOUS_CODE, IDEMPOTENCY_KEY_REUSED, NOT_REDEEMED, COUPON_VOID,
			ALREADY_REDEEMED, COUPON_EXPIRED })
	@Parameter(name = "code", in = ParameterIn.PATH, required = true,
			description = "The coupon's code, as issued or as typed", example = "7M2PHXVD0T5QKZRB",
			schema = @Schema(type = "string"))
	@Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER,
			description = "Names this request among those to the coupon, so that it can be repeated safely",
			schema = @Schema(type = "string", pattern = IssueRequest.IDEMPOTENCY_KEY_PATTERN))
	@io.swagger.v3.oas.annotations.parameters.RequestBody(
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = CouponRequests.RedemptionBody.class)))
	@EndCustomer.Named
	@PostMapping("/coupons/{code}/redemption")
	@Direct
	void redeemCoupon(HttpServletRequest request, HttpServletResponse response) throws Exception;

	@Operation(summary = "Roll a redemption back",
			description = "It can be redeemed again until it expires. With a reference, only the redemption that has "
					+ "it is rolled back, so that a late or repeated request never undoes another one's; a repeat "
					+ "answers 200 again. REDEEM rolls back its own redemptions only.")
	@ApiResponse(responseCode = "200", description = "That redemption is rolled back, now or before",
			content = @Content(schema = @Schema(implementation = CouponResponse.class)))
	@Raises({ INVALID_REQUEST, COUPON_NOT_FOUND, AMBIGUOUS_CODE, NOT_REDEEMED, REDEEMED_BY_ANOTHER })
	@EndCustomer.Named
	@DeleteMapping("/coupons/{code}/redemption")
	ResponseEntity<?> rollBackRedemption(
			@Parameter(description = "The coupon's code, as issued or as typed",
					example = "7M2PHXVD0T5QKZRB") @PathVariable String code,
			@Parameter(description = "The reference of the redemption to roll back; the present one if absent",
					example = "order-1") @RequestParam(required = false) @Pattern(regexp = TEXT,
							message = IssueRequest.USER_ID_RULE) @Nullable String reference);

}
