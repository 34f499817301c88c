package dev.coupon.web.user;

import static dev.coupon.web.problem.Problem.INVALID_REQUEST;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.service.CouponService;
import dev.coupon.service.CouponService.WalletRequest;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.coupon.json.CouponResponse;
import dev.coupon.web.input.CampaignId;
import dev.coupon.web.input.PageSize;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers which coupons a user has. */
@RestController
@Tag(name = "Users", description = "For apps and shops: the coupons of one user in all campaigns")
@RequestMapping(path = ApiPaths.API, produces = MediaType.APPLICATION_JSON_VALUE)
class WalletController {

	private static final String DESCRIPTION = "Those of all campaigns, the newest first, a page at a time. With "
			+ "status, a page may be short or empty although others follow: go by nextAfter. The coupons of a "
			+ "deleted campaign are gone.";

	private static final String AFTER = "The nextAfter of the page before";

	private final CouponService coupons;

	WalletController(CouponService coupons) {
		this.coupons = coupons;
	}

	/** A page of a user's coupons. */
	@Schema(name = "UserCouponPage")
	record WalletPage(@Schema(requiredMode = RequiredMode.REQUIRED) List<CouponResponse> items,
			@Schema(description = "What to give as after to get the next page; absent on the last one.",
					example = "1795683600123.1.black-friday") @Nullable String nextAfter) {
	}

	@Operation(summary = "List a user's coupons", description = DESCRIPTION)
	@ApiResponse(responseCode = "200", description = "A page",
			content = @Content(schema = @Schema(implementation = WalletPage.class)))
	@Raises(INVALID_REQUEST)
	@GetMapping("/users/{userId}/coupons")
	WalletPage listUserCoupons(
			@Parameter(description = "The user", example = "alice") @PathVariable @Pattern(
					regexp = IssueRequest.USER_ID_PATTERN, message = IssueRequest.USER_ID_RULE) String userId,
			@Parameter(description = "Only coupons that have this status") @RequestParam(
					required = false) Coupon.@Nullable Status status,
			@Parameter(description = "Only coupons of this campaign") @RequestParam(
					required = false) @CampaignId @Nullable String campaignId,
			@Parameter(description = AFTER) @RequestParam(required = false) @Nullable String after,
			@Parameter(description = "At most so many") @RequestParam(defaultValue = "100") @PageSize int limit) {
		return page(new WalletRequest(userId, campaignId, status), after, limit);
	}

	@Operation(summary = "List the coupons of a user whose id doesn't fit a path",
			description = "The same as GET /users/{userId}/coupons, also for ids with slashes. A token of a user may "
					+ "leave userId out. " + DESCRIPTION)
	@ApiResponse(responseCode = "200", description = "A page",
			content = @Content(schema = @Schema(implementation = WalletPage.class)))
	@Raises(INVALID_REQUEST)
	@GetMapping("/coupons")
	WalletPage findUserCoupons(
			@Parameter(description = "The user", example = "alice") @RequestParam(required = false) @Pattern(
					regexp = IssueRequest.USER_ID_PATTERN, message = IssueRequest.USER_ID_RULE) @Nullable String userId,
			@Parameter(description = "Only coupons that have this status") @RequestParam(
					required = false) Coupon.@Nullable Status status,
			@Parameter(description = "Only coupons of this campaign") @RequestParam(
					required = false) @CampaignId @Nullable String campaignId,
			@Parameter(description = AFTER) @RequestParam(required = false) @Nullable String after,
			@Parameter(description = "At most so many") @RequestParam(defaultValue = "100") @PageSize int limit) {
		return page(new WalletRequest(userId, campaignId, status), after, limit);
	}

	private WalletPage page(WalletRequest request, @Nullable String after, int limit) {
		Page<Coupon, Wallet.Position> page = coupons.wallet(request, PageKey.read(after), limit);
		return new WalletPage(page.items().stream().map(CouponResponse::of).toList(),
				page.nextAfter() == null ? null : PageKey.of(page.nextAfter()));
	}

}
