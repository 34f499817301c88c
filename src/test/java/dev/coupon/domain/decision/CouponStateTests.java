package dev.coupon.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CouponState.EarlierRedemption;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CouponStateTests {

	private static final Instant EXPIRY = Instant.parse("2026-11-27T10:00:00Z");

	private static final Instant BEFORE = EXPIRY.minusMillis(1);

	private static CouponState state(Instant now, @Nullable Instant redeemedAt) {
		return new CouponState(new Coupon("CODE", "campaign", 1, null, Instant.EPOCH, EXPIRY, redeemedAt, null), now);
	}

	private static Decision refused(Refusal refusal) {
		return new Refuse(refusal, null);
	}

	@Test
	void canBeRedeemedUntilTheInstantOfItsExpiry() {
		assertThat(state(BEFORE, null).redeem(null, null)).isEqualTo(new Apply());
		assertThat(state(EXPIRY, null).redeem(null, null)).isEqualTo(refused(Refusal.COUPON_EXPIRED));
	}

	@Test
	void isRedeemedOnce() {
		assertThat(state(BEFORE, BEFORE).redeem(null, null)).isEqualTo(refused(Refusal.ALREADY_REDEEMED));
		assertThat(state(EXPIRY, BEFORE).redeem(null, null)).isEqualTo(refused(Refusal.ALREADY_REDEEMED));
	}

	@Test
	void replaysTheRedemptionWithTheSameKeyEvenAfterItsExpiry() {
		assertThat(state(EXPIRY, BEFORE).redeem("order-1", new EarlierRedemption("order-1", false)))
			.isEqualTo(new Replay());
	}

	@Test
	void refusesTheKeyOfARedemptionThatWasRolledBack() {
		assertThat(state(BEFORE, null).redeem("order-1", new EarlierRedemption("order-1", true)))
			.isEqualTo(refused(Refusal.NOT_REDEEMED));
	}

	@Test
	void refusesAKeyThatWasUsedWithAnotherReference() {
		for (boolean rolledBack : new boolean[] { false, true }) {
			assertThat(state(EXPIRY, BEFORE).redeem(null, new EarlierRedemption("order-1", rolledBack)))
				.isEqualTo(refused(Refusal.IDEMPOTENCY_KEY_REUSED));
		}
	}

	@Test
	void canBeRolledBackWhileItIsRedeemedEvenAfterItsExpiry() {
		assertThat(state(EXPIRY, BEFORE).rollBack(null, false)).isEqualTo(new Apply());
		assertThat(state(BEFORE, null).rollBack(null, false)).isEqualTo(refused(Refusal.NOT_REDEEMED));
	}

	@Test
	void isNotRolledBackForAnotherReference() {
		assertThat(state(BEFORE, BEFORE).rollBack("order-1", false)).isEqualTo(refused(Refusal.NOT_REDEEMED));
		assertThat(state(BEFORE, BEFORE).rollBack("order-1", true)).isEqualTo(new Replay());
		assertThat(state(BEFORE, null).rollBack("order-1", true)).isEqualTo(new Replay());
	}

}
