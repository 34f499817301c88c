package dev.coupon.web.coupon;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.input.IdempotencyKey;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/**
 * Reads requests to issue and to redeem coupons, and reports all faults of a request
 * together.
 */
final class CouponRequests {

	private final JsonExchange json;

	CouponRequests(JsonExchange json) {
		this.json = json;
	}

	/** The body of a request to issue a coupon. */
	record IssueBody(@Schema(
			description = "Whom the coupon is for; required where the campaign limits coupons per user. A "
					+ "caller with the role USER gets coupons for itself only, and may leave it out.",
			pattern = CouponApi.TEXT, example = "alice") @Nullable String userId) {
	}

	/** The body of a request to redeem a coupon. */
	record RedemptionBody(@Schema(description = "Kept with the redemption.", pattern = CouponApi.TEXT,
			example = "order-1") @Nullable String reference) {
	}

	/**
	 * A request for a coupon.
	 *
	 * @param userId the user who gets the coupon; absent if the request names no user
	 * @param idempotencyKey the key that identifies this request among those to the
	 * campaign; absent if the request won't be repeated
	 */
	record Issue(String campaignId, @Nullable String userId, @Nullable String idempotencyKey) {
	}

	/**
	 * A request to redeem a coupon.
	 *
	 * @param reference the text to keep with the redemption; absent for none
	 * @param idempotencyKey the key that identifies this request among those for the
	 * coupon; absent if the request won't be repeated
	 */
	record Redemption(String code, @Nullable String reference, @Nullable String idempotencyKey) {
	}

	Issue issue(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
		String userId = json.read(request, IssueBody.class).map(IssueBody::userId).orElse(null);
		String campaignId = JsonExchange.pathVariable(request, "id");
		List<Fault> faults = new ArrayList<>(0);
		check(Campaign.isId(campaignId), "id", Campaign.ID_RULE, faults);
		check(userId == null || IssueRequest.isUserId(userId), "/userId", IssueRequest.USER_ID_RULE, faults);
		String key = idempotencyKey(request, faults);
		throwIfAny(faults);
		return new Issue(campaignId, userId, key);
	}

	Redemption redemption(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
		String reference = json.read(request, RedemptionBody.class).map(RedemptionBody::reference).orElse(null);
		List<Fault> faults = new ArrayList<>(0);
		check(reference == null || IssueRequest.isUserId(reference), "/reference", IssueRequest.USER_ID_RULE, faults);
		String key = idempotencyKey(request, faults);
		throwIfAny(faults);
		return new Redemption(JsonExchange.pathVariable(request, "code"), reference, key);
	}

	private static @Nullable String idempotencyKey(HttpServletRequest request, List<Fault> faults) {
		return IdempotencyKey.read(request, rule -> faults.add(new Fault(IdempotencyKey.HEADER, rule)));
	}

	private static void check(boolean kept, String pointer, String rule, List<Fault> faults) {
		if (!kept) {
			faults.add(new Fault(pointer, rule));
		}
	}

	private static void throwIfAny(List<Fault> faults) {
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
	}

}
