package dev.coupon.web.coupon.life;

import static dev.coupon.web.problem.Problem.ALREADY_REDEEMED;
import static dev.coupon.web.problem.Problem.AMBIGUOUS_CODE;
import static dev.coupon.web.problem.Problem.COUPON_NOT_FOUND;
import static dev.coupon.web.problem.Problem.INVALID_REQUEST;
import static dev.coupon.web.problem.Problem.NOT_VOID;

import dev.coupon.web.ApiPaths;
import dev.coupon.web.coupon.json.CouponResponse;
import dev.coupon.web.exchange.ReasonBody;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The operations on what becomes of coupons, with their HTTP mapping and their OpenAPI
 * documentation.
 */
@Tag(name = "Coupons")
@RequestMapping(path = ApiPaths.COUPONS + "/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
interface CouponLifeApi {

	String CODE = "The coupon's code, as issued or as typed";

	String EXAMPLE = "7M2PHXVD0T5QKZRB";

	@Operation(summary = "Declare a coupon void",
			description = "The coupon is worthless from now on: to redeem it answers coupon-void. Its number isn't "
					+ "given to another coupon, and it still counts for limits. May be repeated; the first reason "
					+ "stays. A redeemed coupon answers already-redeemed: roll the redemption back first.")
	@ApiResponse(responseCode = "200", description = "Void, now or before",
			content = @Content(schema = @Schema(implementation = CouponResponse.class)))
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(
			mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ReasonBody.class)))
	@Raises({ INVALID_REQUEST, COUPON_NOT_FOUND, AMBIGUOUS_CODE, ALREADY_REDEEMED })
	@PostMapping("/void")
	ResponseEntity<?> voidCoupon(@Parameter(description = CODE, example = EXAMPLE) @PathVariable String code,
			HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException;

	@Operation(summary = "Take a void back", description = "The coupon can be redeemed again until it expires.")
	@ApiResponse(responseCode = "200", description = "No longer void",
			content = @Content(schema = @Schema(implementation = CouponResponse.class)))
	@Raises({ INVALID_REQUEST, COUPON_NOT_FOUND, AMBIGUOUS_CODE, NOT_VOID })
	@DeleteMapping("/void")
	ResponseEntity<?> revokeVoid(@Parameter(description = CODE, example = EXAMPLE) @PathVariable String code);

	@Operation(summary = "Read a coupon's history",
			description = "All that happened to the coupon, with who did it and why. It goes when the campaign is "
					+ "deleted; what operators did stays in the audit.")
	@ApiResponse(responseCode = "200", description = "The history",
			content = @Content(schema = @Schema(implementation = HistoryResponse.class)))
	@Raises({ INVALID_REQUEST, COUPON_NOT_FOUND, AMBIGUOUS_CODE })
	@GetMapping("/history")
	ResponseEntity<?> readHistory(@Parameter(description = CODE, example = EXAMPLE) @PathVariable String code);

}
