package dev.coupon.store.valkey.change;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.IssueRequest;
import java.util.function.Supplier;

/** A request to change something. */
public sealed interface Change {

	/** A request that is done together with others of the same campaign. */
	sealed interface Together extends Change {

		String campaignId();

	}

	/** A request to issue a coupon. */
	record Issue(IssueRequest request) implements Together {

		@Override
		public String campaignId() {
			return request.campaignId();
		}

	}

	/**
	 * A request to change a coupon.
	 *
	 * @param found the coupon as it was found by its code
	 */
	record OfCoupon(Coupon found, CouponChange change, Act act) implements Together {

		@Override
		public String campaignId() {
			return found.campaignId();
		}

	}

	/** A request for any other change, which is done alone. */
	record Step(Supplier<? extends Outcome<?>> step) implements Change {
	}

}
