package dev.coupon.store.memory.coupon;

import dev.coupon.domain.decision.CampaignState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts what had become of coupons at an earlier moment. Every change of a coupon since
 * then has an entry in the log with a higher number.
 */
public final class PastLives {

	private final CampaignState then;

	private int redeemed;

	private int voided;

	private int expired;

	/**
	 * @param then the campaign at that moment
	 */
	public PastLives(CampaignState then) {
		this.then = then;
	}

	/**
	 * Counts a coupon that was issued by then.
	 * @param life the life of the coupon; absent if nothing happened to it
	 * @param expiresAt the coupon's expiry by the rule of its issue
	 */
	void count(@Nullable Life life, Instant expiresAt) {
		boolean used = life != null && life.wasRedeemed(then.counts().entries());
		boolean worthless = life != null && life.wasVoid(then.counts().entries());
		redeemed += used ? 1 : 0;
		voided += worthless ? 1 : 0;
		expired += !used && !worthless && !then.now().isBefore(then.campaign().extended(expiresAt)) ? 1 : 0;
	}

	public int redeemed() {
		return redeemed;
	}

	public int voided() {
		return voided;
	}

	public int expired() {
		return expired;
	}

}
