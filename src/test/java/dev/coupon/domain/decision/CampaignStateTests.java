package dev.coupon.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignState.EarlierIssue;
import dev.coupon.domain.decision.CampaignState.OfUser;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.testing.CampaignBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignStateTests {

	private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

	private static final Instant END = START.plus(Duration.ofHours(1));

	private static final Instant LAST_EXPIRY = END.plus(Duration.ofDays(1));

	private final CampaignBuilder campaign = new CampaignBuilder(START, END).maxCoupons(10);

	private CampaignState at(Instant now, int issued) {
		return new CampaignState(campaign.build(), "u1", "r1", new Counts(issued, 0, 0, 1, 0), PeriodUse.NONE,
				LAST_EXPIRY, START, now);
	}

	private IssueRequest request(@Nullable String userId) {
		return new IssueRequest(campaign.build().id(), userId, RequestKey.common("key"));
	}

	private static Decision refused(Refusal refusal) {
		return new Refuse(refusal, null);
	}

	@Test
	void issuesFromItsStartToItsEnd() {
		assertThat(at(START, 0).issue(request(null), new OfUser(0, 0), null)).isEqualTo(new Apply());
		assertThat(at(END.minusMillis(1), 9).issue(request(null), new OfUser(0, 0), null)).isEqualTo(new Apply());
		assertThat(at(END, 0).issue(request(null), new OfUser(0, 0), null)).isEqualTo(refused(Refusal.CAMPAIGN_ENDED));
	}

	@Test
	void saysHowLongItIsUntilItsStart() {
		assertThat(at(START.minusSeconds(90), 0).issue(request(null), new OfUser(0, 0), null))
			.isEqualTo(new Refuse(Refusal.CAMPAIGN_NOT_STARTED, Duration.ofSeconds(90)));
	}

	@Test
	void issuesItsMaximumAndNotOneMore() {
		assertThat(at(START, 10).issue(request(null), new OfUser(0, 0), null))
			.isEqualTo(refused(Refusal.CAMPAIGN_EXHAUSTED));
	}

	@Test
	void replaysToTheSameUserWhateverHasBecomeOfIt() {
		EarlierIssue toAlice = new EarlierIssue("alice");

		assertThat(at(END, 10).issue(request("alice"), new OfUser(1, 0), toAlice)).isEqualTo(new Replay());
		assertThat(at(END, 10).issue(request("bob"), new OfUser(0, 0), toAlice))
			.isEqualTo(refused(Refusal.IDEMPOTENCY_KEY_REUSED));
		assertThat(at(END, 10).issue(request(null), new OfUser(0, 0), toAlice))
			.isEqualTo(refused(Refusal.IDEMPOTENCY_KEY_REUSED));
	}

	@Test
	void limitsTheCouponsOfAUser() {
		campaign.perUserLimit(2);

		assertThat(at(START, 5).issue(request("alice"), new OfUser(1, 0), null)).isEqualTo(new Apply());
		assertThat(at(START, 5).issue(request("alice"), new OfUser(2, 0), null))
			.isEqualTo(refused(Refusal.USER_LIMIT_REACHED));
		assertThat(at(START, 5).issue(request(null), new OfUser(0, 0), null)).isEqualTo(refused(Refusal.USER_REQUIRED));
	}

	@Test
	void isChangedOnlyFromTheRevisionThatIsPresent() {
		Campaign more = campaign.maxCoupons(20).build();
		campaign.maxCoupons(10);

		assertThat(new CampaignChange(at(START, 10)).update(more, "r1", Map.of())).isEqualTo(new Apply());
		assertThat(new CampaignChange(at(START, 10)).update(more, "r0", Map.of()))
			.isEqualTo(refused(Refusal.VERSION_MISMATCH));
		assertThat(new CampaignChange(at(START, 11)).update(campaign.build(), "r1", Map.of()))
			.isEqualTo(refused(Refusal.MAX_COUPONS_BELOW_ISSUED));
	}

	@Test
	void isPausedAndDeletedOnlyInTheRevisionThatIsMeant() {
		assertThat(new CampaignChange(at(START, 0)).pause(null)).isEqualTo(new Apply());
		assertThat(new CampaignChange(at(START, 0)).pause("r1")).isEqualTo(new Apply());
		assertThat(new CampaignChange(at(START, 0)).pause("r0")).isEqualTo(refused(Refusal.VERSION_MISMATCH));
		assertThat(new CampaignChange(at(LAST_EXPIRY, 1)).delete(false, "r1")).isEqualTo(new Apply());
		assertThat(new CampaignChange(at(START, 1)).delete(true, "r0")).isEqualTo(refused(Refusal.VERSION_MISMATCH));
		assertThat(new CampaignChange(at(START, 1)).delete(false, "r0")).isEqualTo(refused(Refusal.VERSION_MISMATCH));
		assertThat(new CampaignChange(at(START, 1)).delete(false, "r1"))
			.isEqualTo(refused(Refusal.CAMPAIGN_HAS_COUPONS));
	}

	@Test
	void isDeletedWithUnexpiredCouponsOnlyByForce() {
		assertThat(new CampaignChange(at(LAST_EXPIRY, 1)).delete(false)).isEqualTo(new Apply());
		assertThat(new CampaignChange(at(LAST_EXPIRY.minusMillis(1), 1)).delete(false))
			.isEqualTo(refused(Refusal.CAMPAIGN_HAS_COUPONS));
		assertThat(new CampaignChange(at(LAST_EXPIRY.minusMillis(1), 1)).delete(true)).isEqualTo(new Apply());
	}

	@Test
	void isOverWhenItsLastCouponIs() {
		assertThat(at(START, 1).endedAt()).isEqualTo(LAST_EXPIRY);
		assertThat(at(START, 1).isOverBy(LAST_EXPIRY)).isTrue();
		assertThat(at(START, 1).isOverBy(LAST_EXPIRY.minusMillis(1))).isFalse();
	}

	@Test
	void issuesNoCouponBeforeAnEarlierOneWhileItsClockIsCorrected() {
		CampaignState corrected = at(START.minusSeconds(60), 1);

		assertThat(at(START.plusSeconds(1), 1).issuedAt()).isEqualTo(START.plusSeconds(1));
		assertThat(corrected.issuedAt()).isEqualTo(START);
		assertThat(corrected.isClockSetBack()).isFalse();
		assertThat(corrected.withIssued(LAST_EXPIRY).lastIssuedAt()).isEqualTo(START);
	}

	@Test
	void followsAClockThatWasSetBackFurther() {
		CampaignState setBack = at(START.minusSeconds(60).minusMillis(1), 1);

		assertThat(setBack.isClockSetBack()).isTrue();
		assertThat(setBack.issuedAt()).isEqualTo(setBack.now());
		assertThat(setBack.withIssued(LAST_EXPIRY).isClockSetBack()).isFalse();
	}

	@Test
	void raisesItsMaximumOnlyWhileThereAreCodesForAllThatShareThem() {
		CodeFormat millions = CodeFormat.of(Charset.NUMERIC, "######");
		Campaign more = campaign.codes(Charset.NUMERIC, "######").maxCoupons(20).build();
		campaign.maxCoupons(10);

		assertThat(new CampaignChange(at(START, 5)).update(more, "r1", Map.of(millions, 990L))).isEqualTo(new Apply());
		assertThat(new CampaignChange(at(START, 5)).update(more, "r1", Map.of(millions, 991L)))
			.isEqualTo(refused(Refusal.CODE_SPACE_EXHAUSTED));
		assertThat(
				new CampaignChange(at(START, 5)).update(campaign.maxCoupons(9).build(), "r1", Map.of(millions, 5000L)))
			.isEqualTo(new Apply());
	}

	@Test
	void expiresLaterWithEachCouponThatDoes() {
		CampaignState issued = at(START, 1).withIssued(LAST_EXPIRY.plusSeconds(1)).withIssued(LAST_EXPIRY);

		assertThat(issued.issued()).isEqualTo(3);
		assertThat(issued.lastExpiry()).isEqualTo(LAST_EXPIRY.plusSeconds(1));
	}

	@Test
	void replaysTheCreationOfTheSameCampaignAndOfNoOther() {
		Campaign other = campaign.maxCoupons(11).build();
		campaign.maxCoupons(10);

		assertThat(new CampaignChange(at(START, 1)).create(campaign.build())).isEqualTo(new Replay());
		assertThat(new CampaignChange(at(START, 1)).create(other)).isEqualTo(refused(Refusal.CAMPAIGN_EXISTS));
	}

}
