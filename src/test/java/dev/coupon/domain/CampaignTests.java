package dev.coupon.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.rhythm.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignTests {

	private static final Instant START = Instant.parse("2026-11-27T09:00:00Z");

	private static final Instant END = Instant.parse("2026-11-29T23:00:00Z");

	@Test
	void startsWithItsFirstInstantAndEndsBeforeItsLast() {
		Campaign campaign = campaign(10, null);

		assertThat(campaign.status(START.minusMillis(1), 10)).isEqualTo(Status.SCHEDULED);
		assertThat(campaign.status(START, 10)).isEqualTo(Status.ACTIVE);
		assertThat(campaign.status(END.minusMillis(1), 10)).isEqualTo(Status.ACTIVE);
		assertThat(campaign.status(END, 10)).isEqualTo(Status.ENDED);
	}

	@Test
	void isExhaustedWhenItsMaximumIsIssued() {
		assertThat(campaign(10, null).status(START, 1)).isEqualTo(Status.ACTIVE);
		assertThat(campaign(10, null).status(START, 0)).isEqualTo(Status.EXHAUSTED);
	}

	@Test
	void showsThePauseUnlessItHasEnded() {
		Campaign paused = campaign(10, null).withPaused(true);

		assertThat(paused.status(START.minusMillis(1), 10)).isEqualTo(Status.PAUSED);
		assertThat(paused.status(START, 10)).isEqualTo(Status.PAUSED);
		assertThat(paused.status(END, 10)).isEqualTo(Status.ENDED);
	}

	@Test
	void asksForTheUserBeforeItLooksWhatIsLeft() {
		Campaign limited = campaign(10, 2);

		assertThat(limited.refusal(START, 0, null)).isEqualTo(Refusal.USER_REQUIRED);
		assertThat(limited.refusal(START, 0, 2)).isEqualTo(Refusal.USER_LIMIT_REACHED);
		assertThat(limited.refusal(START, 0, 1)).isEqualTo(Refusal.CAMPAIGN_EXHAUSTED);
		assertThat(limited.refusal(START, 1, 1)).isNull();
	}

	@Test
	void needsNoUserWithoutALimit() {
		assertThat(campaign(10, null).refusal(START, 1, null)).isNull();
		assertThat(campaign(10, null).refusal(START, 1, 1_000)).isNull();
	}

	@Test
	void letsCouponsExpireWithItAtAnInstantOrAfterAWhile() {
		Instant later = END.plus(Duration.ofDays(30));

		assertThat(withExpiry(new Expiry.WithCampaign()).couponExpiresAt(START)).isEqualTo(END);
		assertThat(withExpiry(new Expiry.At(later)).couponExpiresAt(START)).isEqualTo(later);
		assertThat(withExpiry(new Expiry.After(Duration.ofDays(1))).couponExpiresAt(START))
			.isEqualTo(START.plus(Duration.ofDays(1)));
	}

	@Test
	void hasNoPeriodThatEndsBeforeItStarts() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Period(START, START));
		assertThatIllegalArgumentException().isThrownBy(() -> new Period(START, START.plusNanos(1)));
		assertThatIllegalArgumentException().isThrownBy(() -> new Period(END, START));
	}

	private static Campaign campaign(int maxCoupons, @Nullable Integer perUserLimit) {
		return campaign(maxCoupons, perUserLimit, new Expiry.WithCampaign());
	}

	private static Campaign withExpiry(Expiry expiry) {
		return campaign(10, null, expiry);
	}

	private static Campaign campaign(int maxCoupons, @Nullable Integer perUserLimit, Expiry expiry) {
		return new Campaign("black-friday", null, new Period(START, END), maxCoupons, perUserLimit, ZoneOffset.UTC,
				CodeFormat.of(Charset.SAFE, "####"), expiry, null, Rhythm.NONE, Map.of(), false);
	}

}
