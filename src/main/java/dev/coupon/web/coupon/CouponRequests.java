package dev.coupon.web.coupon;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.IssueRequest;
import dev.coupon.service.CampaignDraft;
import dev.coupon.service.InvalidRequestException;
import dev.coupon.service.InvalidRequestException.Fault;
import dev.coupon.web.coupon.CouponApi.IssueBody;
import dev.coupon.web.coupon.CouponApi.RedemptionBody;
import dev.coupon.web.exchange.JsonExchange;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** Reads what customers and shops ask for, naming all that is wrong with it. */
final class CouponRequests {

	private static final Pattern ID = Pattern.compile(Campaign.ID_PATTERN);

	private static final Pattern TEXT = Pattern.compile(CouponApi.TEXT);

	private static final Pattern KEY = Pattern.compile(CouponApi.KEY);

	private final JsonExchange json;

	CouponRequests(JsonExchange json) {
		this.json = json;
	}

	/**
	 * A request to redeem a coupon.
	 *
	 * @param reference to be kept with the redemption; absent for none
	 * @param idempotencyKey names this request among those to the coupon; absent if it
	 * won't be repeated
	 */
	record Redemption(String code, @Nullable String reference, @Nullable String idempotencyKey) {
	}

	IssueRequest issue(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
		String userId = json.read(request, IssueBody.class).map(IssueBody::userId).orElse(null);
		String campaignId = JsonExchange.pathVariable(request, "id");
		List<Fault> faults = new ArrayList<>(0);
		check(campaignId, ID, "id", CampaignDraft.ID_RULE, faults);
		check(userId, TEXT, "/userId", CouponApi.TEXT_RULE, faults);
		String key = idempotencyKey(request, faults);
		throwIfAny(faults);
		return new IssueRequest(campaignId, userId, key);
	}

	Redemption redemption(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
		String reference = json.read(request, RedemptionBody.class).map(RedemptionBody::reference).orElse(null);
		List<Fault> faults = new ArrayList<>(0);
		check(reference, TEXT, "/reference", CouponApi.TEXT_RULE, faults);
		String key = idempotencyKey(request, faults);
		throwIfAny(faults);
		return new Redemption(JsonExchange.pathVariable(request, "code"), reference, key);
	}

	private static @Nullable String idempotencyKey(HttpServletRequest request, List<Fault> faults) {
		String key = request.getHeader(CouponApi.IDEMPOTENCY_KEY);
		if (key != null) {
			check(key, KEY, CouponApi.IDEMPOTENCY_KEY, CouponApi.KEY_RULE, faults);
			if (Collections.list(request.getHeaders(CouponApi.IDEMPOTENCY_KEY)).size() > 1) {
				faults.add(new Fault(CouponApi.IDEMPOTENCY_KEY, "must be given once"));
			}
		}
		return key;
	}

	private static void check(@Nullable String text, Pattern pattern, String pointer, String rule, List<Fault> faults) {
		if (text != null && !pattern.matcher(text).matches()) {
			faults.add(new Fault(pointer, rule));
		}
	}

	private static void throwIfAny(List<Fault> faults) {
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
	}

}
