package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.done;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.testing.CampaignBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The campaign of the tests in which somebody changes the data behind the store. */
public final class PlantedFault {

	private PlantedFault() {
	}

	/**
	 * Makes the campaign: coupons 1, 2 and 4 are alice's; 1 is redeemed, and 2 is void.
	 */
	public static void fill(CampaignRepository store) {
		Instant now = store.now();
		Campaign campaign = new CampaignBuilder(now.minusSeconds(9), now.plus(Duration.ofHours(1))).id("c")
			.maxCoupons(10)
			.perUserLimit(3)
			.build();
		done(store.create(campaign, Act.OF_THE_SERVICE));
		List<Coupon> coupons = Stream.of("alice", "alice", "carol", "alice", "dave", "erin")
			.map(user -> done(store.issue(new IssueRequest("c", user, null))))
			.toList();
		done(store.change(coupons.get(0).code(), new Redeem(null, null), Act.OF_THE_SERVICE));
		done(store.change(coupons.get(1).code(), new MakeVoid(), Act.OF_THE_SERVICE));
	}

	/** The report about that campaign. */
	public static Report report(CampaignRepository store) {
		return done(store.report("c"));
	}

}
