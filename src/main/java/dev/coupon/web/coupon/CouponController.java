package dev.coupon.web.coupon;

import dev.coupon.domain.CampaignRepository.Page;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.IssueRequest;
import dev.coupon.domain.Outcome;
import dev.coupon.domain.Outcome.Done;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.domain.Outcome.Replayed;
import dev.coupon.service.CouponService;
import dev.coupon.web.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

@RestController
class CouponController implements CouponApi {

	private static final int DEFAULT_LIMIT = 100;

	private final CouponService coupons;

	private final CouponExport export;

	CouponController(CouponService coupons, CouponExport export) {
		this.coupons = coupons;
		this.export = export;
	}

	@Override
	public ResponseEntity<?> issueCoupon(String id, @Nullable String idempotencyKey, @Nullable IssueBody body,
			HttpServletRequest request) {
		String userId = body == null ? null : body.userId();
		return switch (coupons.issue(new IssueRequest(id, userId, idempotencyKey))) {
			case Done<Coupon>(Coupon issued) ->
				ResponseEntity.created(path(request, issued)).body(CouponResponse.of(issued));
			case Replayed<Coupon>(Coupon earlier) ->
				replayed().location(path(request, earlier)).body(CouponResponse.of(earlier));
			case Refused<Coupon> refused -> Problems.of(refused);
		};
	}

	@Override
	public @Nullable Object listCoupons(String id, int after, @Nullable Integer limit, @Nullable String userId,
			@Nullable String accept, HttpServletResponse response) throws IOException {
		CouponExport.Format format = CouponExport.Format.of(accept);
		if (format != null) {
			int all = Objects.requireNonNullElse(limit, Integer.MAX_VALUE);
			return export.write(new CouponExport.Selection(id, userId, after, all), format, response);
		}
		return switch (coupons.list(id, userId, after, Objects.requireNonNullElse(limit, DEFAULT_LIMIT))) {
			case Done<Page<Coupon, Integer>>(Page<Coupon, Integer> page) -> page(page);
			case Replayed<Page<Coupon, Integer>>(Page<Coupon, Integer> page) -> page(page);
			case Refused<Page<Coupon, Integer>> refused -> Problems.of(refused);
		};
	}

	private static CouponPage page(Page<Coupon, Integer> page) {
		return new CouponPage(page.items().stream().map(CouponResponse::of).toList(), page.nextAfter());
	}

	@Override
	public ResponseEntity<?> readCoupon(String code) {
		return answer(coupons.find(code));
	}

	@Override
	public ResponseEntity<?> redeemCoupon(String code, @Nullable String idempotencyKey, @Nullable RedemptionBody body) {
		return answer(coupons.redeem(code, body == null ? null : body.reference(), idempotencyKey));
	}

	@Override
	public ResponseEntity<?> rollBackRedemption(String code) {
		return answer(coupons.unredeem(code));
	}

	private static ResponseEntity<?> answer(Outcome<Coupon> outcome) {
		return switch (outcome) {
			case Done<Coupon>(Coupon coupon) -> ResponseEntity.ok(CouponResponse.of(coupon));
			case Replayed<Coupon>(Coupon coupon) -> replayed().body(CouponResponse.of(coupon));
			case Refused<Coupon> refused -> Problems.of(refused);
		};
	}

	private static ResponseEntity.BodyBuilder replayed() {
		return ResponseEntity.ok().header("Idempotent-Replayed", "true");
	}

	private static URI path(HttpServletRequest request, Coupon coupon) {
		return URI.create(request.getContextPath() + "/api/v1/coupons/"
				+ UriUtils.encodePathSegment(coupon.code(), StandardCharsets.UTF_8));
	}

}
