package dev.coupon.loadtest.verdict;

import dev.coupon.loadtest.recording.Coupon;
import java.util.List;

/**
 * A campaign as the service tells after the load.
 *
 * @param firstCodes the first codes, told together with the counts
 * @param coupons all coupons, as exported
 */
record ServedCampaign(int maxCoupons, long issued, long remaining, List<String> firstCodes, List<Coupon> coupons) {

	List<String> codes() {
		return coupons.stream().map(Coupon::code).toList();
	}
}
