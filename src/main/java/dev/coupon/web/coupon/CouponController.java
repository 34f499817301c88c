package dev.coupon.web.coupon;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.service.CouponService;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.coupon.json.CouponResponse;
import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Answers requests for coupons by calling a {@link CouponService}. */
@RestController
public class CouponController implements CouponApi {

	private static final String REPLAYED = "Idempotent-Replayed";

	private final CouponService coupons;

	private final CouponRequests requests;

	private final JsonExchange json;

	private final ProblemWriter problems;

	/**
	 * @param coupons the service that issues and redeems the coupons
	 */
	public CouponController(CouponService coupons, JsonExchange json, ProblemWriter problems) {
		this.coupons = coupons;
		this.requests = new CouponRequests(json);
		this.json = json;
		this.problems = problems;
	}

	@Override
	public void issueCoupon(HttpServletRequest request, HttpServletResponse response) throws Exception {
		CouponRequests.Issue wanted = requests.issue(request);
		switch (coupons.issue(wanted.campaignId(), wanted.userId(), wanted.idempotencyKey())) {
			case Done<Coupon>(Coupon issued) -> located(201, issued, request, response);
			case Replayed<Coupon>(Coupon earlier) -> {
				response.setHeader(REPLAYED, "true");
				located(200, earlier, request, response);
			}
			case Refused<Coupon> refused -> problems.write(ProblemAnswer.of(refused), request, response);
		}
	}

	private void located(int status, Coupon coupon, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		String code = UriUtils.encodePathSegment(coupon.code(), StandardCharsets.UTF_8);
		response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + ApiPaths.COUPONS + "/" + code);
		json.write(response, status, APPLICATION_JSON, CouponResponse.of(coupon));
	}

	@Override
	public ResponseEntity<?> readCoupon(String code) {
		return answer(coupons.find(code));
	}

	@Override
	public void redeemCoupon(HttpServletRequest request, HttpServletResponse response) throws Exception {
		CouponRequests.Redemption wanted = requests.redemption(request);
		switch (coupons.redeem(wanted.code(), wanted.reference(), wanted.idempotencyKey())) {
			case Done<Coupon>(Coupon redeemed) ->
				json.write(response, 200, APPLICATION_JSON, CouponResponse.of(redeemed));
			case Replayed<Coupon>(Coupon earlier) -> {
				response.setHeader(REPLAYED, "true");
				json.write(response, 200, APPLICATION_JSON, CouponResponse.of(earlier));
			}
			case Refused<Coupon> refused -> problems.write(ProblemAnswer.of(refused), request, response);
		}
	}

	@Override
	public ResponseEntity<?> rollBackRedemption(String code, @Nullable String reference) {
		return answer(coupons.rollBack(code, reference));
	}

	private static ResponseEntity<?> answer(Outcome<Coupon> outcome) {
		return switch (outcome) {
			case Success<Coupon> success -> ResponseEntity.ok(CouponResponse.of(success.value()));
			case Refused<Coupon> refused -> ProblemAnswer.of(refused).toResponseEntity();
		};
	}

}
