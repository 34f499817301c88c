package dev.coupon.web.coupon.life;

import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.service.CouponService;
import dev.coupon.web.coupon.json.CouponResponse;
import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.problem.ProblemAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CouponLifeController implements CouponLifeApi {

	private final CouponService coupons;

	private final JsonExchange json;

	CouponLifeController(CouponService coupons, JsonExchange json) {
		this.coupons = coupons;
		this.json = json;
	}

	@Override
	public ResponseEntity<?> voidCoupon(String code, HttpServletRequest request)
			throws IOException, HttpMediaTypeNotSupportedException {
		return answer(coupons.makeVoid(code, json.reason(request)), CouponResponse::of);
	}

	@Override
	public ResponseEntity<?> revokeVoid(String code) {
		return answer(coupons.revokeVoid(code), CouponResponse::of);
	}

	@Override
	public ResponseEntity<?> readHistory(String code) {
		return answer(coupons.history(code), HistoryResponse::of);
	}

	private static <T> ResponseEntity<?> answer(Outcome<T> outcome, Function<T, ?> body) {
		return switch (outcome) {
			case Success<T> success -> ResponseEntity.ok(body.apply(success.value()));
			case Refused<T> refused -> ProblemAnswer.of(refused).toResponseEntity();
		};
	}

}
