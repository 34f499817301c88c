package dev.coupon.loadtest.verdict;

import dev.coupon.loadtest.recording.Coupon;
import dev.coupon.loadtest.verdict.StubService.StubAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A campaign of the stub. */
final class StubCampaign {

	private final String id;

	private final int maxCoupons;

	private final Lie lie;

	private final List<Coupon> coupons = new ArrayList<>();

	StubCampaign(String id, int maxCoupons, Lie lie) {
		this.id = id;
		this.maxCoupons = maxCoupons;
		this.lie = lie;
	}

	synchronized StubAnswer issue() {
		int most = maxCoupons + (lie == Lie.ONE_TOO_MANY ? 1 : lie == Lie.SOLD_OUT_TOO_EARLY ? -1 : 0);
		if (coupons.size() >= most) {
			return new StubAnswer(409, "{\"code\": \"campaign-exhausted\"}");
		}
		int number = coupons.size() + 1;
		String code = id + "-" + (lie == Lie.CODE_TWICE && number == 2 ? 1 : number);
		int sequence = lie == Lie.GAP && number > 2 ? number + 1 : number;
		coupons.add(new Coupon(code, sequence));
		return new StubAnswer(201, json(coupons.getLast()));
	}

	synchronized StubAnswer counts() {
		int issued = coupons.size() + (lie == Lie.MISCOUNTED ? 1 : 0);
		int remaining = maxCoupons - issued + (lie == Lie.WRONG_REMAINDER ? 1 : 0);
		return new StubAnswer(200, "{\"maxCoupons\": %d, \"issued\": %d, \"remaining\": %d, \"codes\": []}"
			.formatted(maxCoupons, issued, remaining));
	}

	synchronized StubAnswer export() {
		List<Coupon> exported = new ArrayList<>(coupons);
		if (lie == Lie.FORGOTTEN) {
			exported.removeLast();
		}
		if (lie == Lie.EXCHANGED) {
			exported.set(0, new Coupon("another", 1));
		}
		return new StubAnswer(200, exported.stream().map(StubCampaign::json).collect(Collectors.joining("\n")));
	}

	private static String json(Coupon coupon) {
		return "{\"code\": \"%s\", \"sequence\": %d}".formatted(coupon.code(), coupon.sequence());
	}

}
