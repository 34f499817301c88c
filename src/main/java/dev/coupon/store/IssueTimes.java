package dev.coupon.store;

import dev.coupon.domain.decision.CampaignState;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The times at which coupons are issued. */
public final class IssueTimes {

	private static final Logger log = LoggerFactory.getLogger(IssueTimes.class);

	private IssueTimes() {
	}

	/**
	 * The time of issue of a coupon that is issued now. Warns if it is before that of an
	 * earlier coupon.
	 */
	public static Instant of(CampaignState state) {
		if (state.isClockSetBack()) {
			log.warn("""
					The clock of the store went back by {} since the last issue of campaign {}. \
					New coupons follow the clock, so their issuedAt is before that of earlier ones. \
					Their sequence still shows their order.""", Duration.between(state.now(), state.lastIssuedAt()),
					state.campaign().id());
		}
		return state.issuedAt();
	}

}
