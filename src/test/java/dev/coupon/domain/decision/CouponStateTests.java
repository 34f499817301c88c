package dev.coupon.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Redemption;
import dev.coupon.domain.Coupon.Status;
import dev.coupon.domain.Coupon.Voiding;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CouponState.EarlierRedemption;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CouponStateTests {

	private static final Instant EXPIRY = Instant.parse("2026-11-27T10:00:00Z");

	private static final Instant BEFORE = EXPIRY.minusMillis(1);

	private static final Act SHOP = new Act("shop", null, null);

	private static final Act ANOTHER_SHOP = new Act("another shop", null, null);

	private static CouponState unused(Instant now) {
		return state(now, null, null);
	}

	private static CouponState redeemed(Instant now, @Nullable String reference) {
		return state(now, new Redemption(BEFORE, reference, "shop"), null);
	}

	private static CouponState voided(Instant now) {
		return state(now, null, new Voiding(BEFORE, "stolen"));
	}

	private static CouponState state(Instant now, @Nullable Redemption redemption, @Nullable Voiding voiding) {
		return new CouponState(
				new Coupon("CODE", "campaign", 1, null, Instant.EPOCH, EXPIRY).with(redemption, voiding, now), now);
	}

	private static Redeem request(@Nullable String reference) {
		return new Redeem(reference, null);
	}

	private static Decision refused(Refusal refusal) {
		return new Refuse(refusal, null);
	}

	@Test
	void canBeRedeemedUntilTheInstantOfItsExpiry() {
		assertThat(unused(BEFORE).redeem(request(null), null)).isEqualTo(new Apply());
		assertThat(unused(EXPIRY).redeem(request(null), null)).isEqualTo(refused(Refusal.COUPON_EXPIRED));
	}

	@Test
	void isRedeemedOnce() {
		assertThat(redeemed(BEFORE, null).redeem(request(null), null)).isEqualTo(refused(Refusal.ALREADY_REDEEMED));
		assertThat(redeemed(EXPIRY, null).redeem(request(null), null)).isEqualTo(refused(Refusal.ALREADY_REDEEMED));
	}

	@Test
	void isNotRedeemedWhileItIsVoidExpiredOrNot() {
		assertThat(voided(BEFORE).redeem(request(null), null)).isEqualTo(refused(Refusal.COUPON_VOID));
		assertThat(voided(EXPIRY).redeem(request(null), null)).isEqualTo(refused(Refusal.COUPON_VOID));
	}

	@Test
	void replaysTheRedemptionWithTheSameKeyEvenAfterItsExpiry() {
		assertThat(redeemed(EXPIRY, "order-1").redeem(request("order-1"), new EarlierRedemption("order-1", false)))
			.isEqualTo(new Replay());
	}

	@Test
	void refusesTheKeyOfARedemptionThatWasRolledBack() {
		assertThat(unused(BEFORE).redeem(request("order-1"), new EarlierRedemption("order-1", true)))
			.isEqualTo(refused(Refusal.NOT_REDEEMED));
		assertThat(voided(BEFORE).redeem(request("order-1"), new EarlierRedemption("order-1", true)))
			.isEqualTo(refused(Refusal.NOT_REDEEMED));
	}

	@Test
	void refusesAKeyThatWasUsedWithAnotherReference() {
		for (boolean rolledBack : new boolean[] { false, true }) {
			assertThat(redeemed(EXPIRY, null).redeem(request(null), new EarlierRedemption("order-1", rolledBack)))
				.isEqualTo(refused(Refusal.IDEMPOTENCY_KEY_REUSED));
		}
	}

	@Test
	void canBeRolledBackWhileItIsRedeemedEvenAfterItsExpiry() {
		RollBack rollBack = new RollBack(null, false);
		assertThat(redeemed(EXPIRY, null).rollBack(rollBack, ANOTHER_SHOP, false)).isEqualTo(new Apply());
		assertThat(unused(BEFORE).rollBack(rollBack, SHOP, false)).isEqualTo(refused(Refusal.NOT_REDEEMED));
	}

	@Test
	void isNotRolledBackForAnotherReference() {
		RollBack rollBack = new RollBack("order-1", false);
		assertThat(redeemed(BEFORE, null).rollBack(rollBack, SHOP, false)).isEqualTo(refused(Refusal.NOT_REDEEMED));
		assertThat(redeemed(BEFORE, "order-2").rollBack(rollBack, SHOP, true)).isEqualTo(new Replay());
		assertThat(unused(BEFORE).rollBack(rollBack, SHOP, true)).isEqualTo(new Replay());
	}

	@Test
	void isRolledBackOnlyByItsRedeemerIfTheCallerMayUndoNoOthers() {
		RollBack own = new RollBack(null, true);
		assertThat(redeemed(BEFORE, null).rollBack(own, SHOP, false)).isEqualTo(new Apply());
		assertThat(redeemed(BEFORE, null).rollBack(own, ANOTHER_SHOP, false))
			.isEqualTo(refused(Refusal.REDEEMED_BY_ANOTHER));
		assertThat(state(BEFORE, new Redemption(BEFORE, null, null), null).rollBack(own, SHOP, false))
			.isEqualTo(new Apply());
	}

	@Test
	void canBeDeclaredVoidAgainAndAgainUnlessItIsRedeemed() {
		assertThat(unused(BEFORE).makeVoid()).isEqualTo(new Apply());
		assertThat(unused(EXPIRY).makeVoid()).isEqualTo(new Apply());
		assertThat(voided(BEFORE).makeVoid()).isEqualTo(new Replay());
		assertThat(redeemed(BEFORE, null).makeVoid()).isEqualTo(refused(Refusal.ALREADY_REDEEMED));
	}

	@Test
	void canBeTakenBackFromVoid() {
		assertThat(voided(EXPIRY).revokeVoid()).isEqualTo(new Apply());
		assertThat(unused(BEFORE).revokeVoid()).isEqualTo(refused(Refusal.NOT_VOID));
	}

	@Test
	void hasTheFirstStatusThatFits() {
		assertThat(unused(BEFORE).coupon().status()).isEqualTo(Status.ISSUED);
		assertThat(unused(EXPIRY).coupon().status()).isEqualTo(Status.EXPIRED);
		assertThat(redeemed(EXPIRY, null).coupon().status()).isEqualTo(Status.REDEEMED);
		assertThat(voided(EXPIRY).coupon().status()).isEqualTo(Status.VOID);
	}

}
