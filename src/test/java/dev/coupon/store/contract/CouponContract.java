package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.store.contract.StoreUnderTest.replayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.testing.CampaignBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does with coupons, one request at a time. */
interface CouponContract extends StoreUnderTest {

	@Test
	default void numbersCouponsFromOneInTheOrderOfIssue() {
		String id = create(running().maxCoupons(3));
		Instant before = now();

		List<Coupon> coupons = IntStream.range(0, 3).mapToObj(i -> done(issue(id))).toList();

		assertThat(coupons).extracting(Coupon::sequence).containsExactly(1, 2, 3);
		assertThat(coupons).extracting(Coupon::code).doesNotHaveDuplicates().allMatch(code -> code.length() == 16);
		assertThat(coupons).allSatisfy(coupon -> {
			assertThat(coupon.campaignId()).isEqualTo(id);
			assertThat(coupon.issuedAt()).isBetween(before, now());
			assertThat(coupon.userId()).isNull();
			assertThat(coupon.redeemedAt()).isNull();
		});
		assertRefused(issue(id), Refusal.CAMPAIGN_EXHAUSTED);
		assertThat(read(id).issued()).isEqualTo(3);
		assertThat(read(id).codes()).isEqualTo(coupons.stream().map(Coupon::code).toList());
	}

	@Test
	default void issuesMoreAfterTheMaximumWasRaised() {
		CampaignBuilder campaign = running().maxCoupons(1);
		String id = create(campaign);
		done(issue(id));
		done(change(campaign.maxCoupons(2)));

		assertThat(done(issue(id)).sequence()).isEqualTo(2);
		assertRefused(issue(id), Refusal.CAMPAIGN_EXHAUSTED);
	}

	@Test
	default void keepsTheKeysOfEachOwnerApart() {
		String id = create(running());
		List<RequestKey> keys = List.of(new RequestKey("web", "key"), new RequestKey("app", "key"),
				RequestKey.common("key"), new RequestKey("web", "another key"));

		List<Coupon> issued = keys.stream().map(key -> done(store().issue(new IssueRequest(id, null, key)))).toList();

		assertThat(issued).extracting(Coupon::code).doesNotHaveDuplicates();
		assertThat(keys).extracting(key -> replayed(store().issue(new IssueRequest(id, null, key))))
			.containsExactlyElementsOf(issued);
	}

	@Test
	default void keepsTheKeysOfRedemptionsApartByOwner() {
		String code = done(issue(create(running()))).code();
		RequestKey web = new RequestKey("web", "key");
		RequestKey app = new RequestKey("app", "key");

		done(store().redeem(code, null, web));
		replayed(store().redeem(code, null, web));
		assertRefused(store().redeem(code, null, app), Refusal.ALREADY_REDEEMED);

		done(store().unredeem(code, null));
		done(store().redeem(code, "order-1", app));
		replayed(store().redeem(code, "order-1", app));
		assertRefused(store().redeem(code, null, web), Refusal.NOT_REDEEMED);
	}

	@Test
	default void replaysTheSameCouponForTheSameKey() {
		String id = create(running().maxCoupons(1));
		Coupon issued = done(issue(id, "alice", "key"));

		assertThat(replayed(issue(id, "alice", "key"))).isEqualTo(issued);
		done(store().redeem(issued.code(), "order-1", null));
		assertThat(replayed(issue(id, "alice", "key")).redemptionReference()).isEqualTo("order-1");
		assertThat(read(id).issued()).isOne();
	}

	@Test
	default void scopesKeysToTheCampaign() {
		Coupon first = done(issue(create(running()), null, "key"));
		Coupon second = done(issue(create(running()), null, "key"));

		assertThat(second.code()).isNotEqualTo(first.code());
	}

	@Test
	default void remembersNoKeyOfARefusedRequest() {
		CampaignBuilder campaign = running().maxCoupons(1);
		String id = create(campaign);
		done(issue(id, null, "first"));
		assertRefused(issue(id, null, "second"), Refusal.CAMPAIGN_EXHAUSTED);
		done(change(campaign.maxCoupons(2)));

		assertThat(done(issue(id, null, "second")).sequence()).isEqualTo(2);
	}

	@Test
	default void limitsTheCouponsOfEachUser() {
		String id = create(running().perUserLimit(2));
		done(issue(id, "alice", null));
		done(issue(id, "alice", null));

		assertRefused(issue(id, "alice", null), Refusal.USER_LIMIT_REACHED);
		done(issue(id, "bob", null));
	}

	@Test
	default void tellsHowLongUntilTheCampaignStarts() {
		String id = create(new CampaignBuilder(now().plus(Duration.ofMinutes(10)), now().plus(Duration.ofMinutes(20))));

		Refused<Coupon> refused = (Refused<Coupon>) issue(id);

		assertThat(refused.refusal()).isEqualTo(Refusal.CAMPAIGN_NOT_STARTED);
		assertThat(Objects.requireNonNull(refused.retryAfter())).isBetween(Duration.ofMinutes(9),
				Duration.ofMinutes(10));
	}

	@Test
	default void fixesTheExpiryAtIssue() {
		CampaignBuilder campaign = running();
		String id = create(campaign);
		Coupon before = done(issue(id));
		Instant laterEnd = before.expiresAt().plus(Duration.ofHours(5));
		done(change(campaign.period(campaign.build().period().startsAt(), laterEnd)));

		assertThat(before.expiresAt()).isEqualTo(read(id).campaign().period().endsAt().minus(Duration.ofHours(5)));
		assertThat(done(issue(id)).expiresAt()).isEqualTo(laterEnd);
		assertThat(done(store().findCoupon(before.code())).expiresAt()).isEqualTo(before.expiresAt());
	}

	@Test
	default void expiresCouponsAtAnInstantOrAfterAWhile() {
		Instant instant = now().plus(Duration.ofDays(30));
		Coupon fixed = done(issue(create(running().expiry(new Expiry.At(instant)))));
		Coupon counted = done(issue(create(running().expiry(new Expiry.After(Duration.ofDays(2))))));

		assertThat(fixed.expiresAt()).isEqualTo(instant);
		assertThat(counted.expiresAt()).isEqualTo(counted.issuedAt().plus(Duration.ofDays(2)));
	}

	@Test
	default void giveUpWhenNoUnusedCodeIsFound() {
		String id = create(running().maxCoupons(11).codes(Charset.NUMERIC, "ten-" + now().toEpochMilli() + "-#"));
		for (int i = 0; i < 10; i++) {
			done(issue(id));
		}

		assertRefused(issue(id), Refusal.CODE_SPACE_EXHAUSTED);
		assertThat(read(id).issued()).isEqualTo(10);
	}

	@Test
	default void neverIssuesACodeOfAnotherCampaign() {
		String template = "both-" + now().toEpochMilli() + "-#";
		String one = create(running().codes(Charset.NUMERIC, template));
		String other = create(running().codes(Charset.NUMERIC, template));

		List<String> codes = IntStream.range(0, 10)
			.mapToObj(i -> done(issue(i % 2 == 0 ? one : other)).code())
			.toList();

		assertThat(codes).doesNotHaveDuplicates();
		assertRefused(issue(one), Refusal.CODE_SPACE_EXHAUSTED);
	}

	@Test
	default void tellsUserIdsApartByEachCharacter() {
		String id = create(running().perUserLimit(1));
		List<String> users = List.of("J\u00fcrgen", "Ju\u0308rgen", "alice", "alice ", "Alice", "\uff41lice",
				"a\u200blice");

		users.forEach(user -> done(issue(id, user, null)));

		for (String user : users) {
			assertRefused(issue(id, user, null), Refusal.USER_LIMIT_REACHED);
			assertThat(done(store().coupons(id, user, 0, 9)).items()).extracting(Coupon::userId).containsExactly(user);
		}
	}

	@Test
	default void listsCouponsAPageAtATime() {
		String id = create(running().maxCoupons(7));
		List<Coupon> coupons = IntStream.range(0, 7).mapToObj(i -> done(issue(id))).toList();

		Page<Coupon, Integer> first = done(store().coupons(id, null, 0, 3));
		assertThat(first).isEqualTo(new Page<>(coupons.subList(0, 3), 3));
		assertThat(done(store().coupons(id, null, 3, 3))).isEqualTo(new Page<>(coupons.subList(3, 6), 6));
		assertThat(done(store().coupons(id, null, 6, 3))).isEqualTo(new Page<>(coupons.subList(6, 7), null));
		assertThat(done(store().coupons(id, null, 7, 3))).isEqualTo(new Page<>(List.of(), null));
		assertThat(done(store().coupons(id, null, Integer.MAX_VALUE, 3)).items()).isEmpty();
		assertThat(done(store().coupons(id, null, 0, Integer.MAX_VALUE)).items()).isEqualTo(coupons);
	}

	@Test
	default void listsTheCouponsOfOneUser() {
		String id = create(running());
		List<Coupon> coupons = IntStream.range(0, 9)
			.mapToObj(i -> done(issue(id, i % 3 == 0 ? "alice" : "bob", null)))
			.toList();

		Page<Coupon, Integer> first = done(store().coupons(id, "alice", 0, 2));
		assertThat(first).isEqualTo(new Page<>(List.of(coupons.get(0), coupons.get(3)), 4));
		assertThat(done(store().coupons(id, "alice", 4, 2))).isEqualTo(new Page<>(List.of(coupons.get(6)), null));
		assertThat(done(store().coupons(id, "alice", 5, 2)).items()).containsExactly(coupons.get(6));
		assertThat(done(store().coupons(id, "carol", 0, 2)).items()).isEmpty();
	}

	@Test
	default void redeemsACouponOnce() {
		String id = create(running());
		Coupon coupon = done(issue(id, "alice", null));
		Instant before = now();

		Coupon redeemed = done(store().redeem(coupon.code(), "order-1", null));

		assertThat(redeemed.redeemedAt()).isBetween(before, now());
		assertThat(redeemed.redemptionReference()).isEqualTo("order-1");
		assertThat(done(store().findCoupon(coupon.code()))).isEqualTo(redeemed);
		assertRefused(store().redeem(coupon.code(), "order-1", null), Refusal.ALREADY_REDEEMED);
		assertThat(read(id).redeemed()).isOne();
	}

	@Test
	default void rollsARedemptionBack() {
		String id = create(running());
		Coupon coupon = done(issue(id));
		assertRefused(store().unredeem(coupon.code(), null), Refusal.NOT_REDEEMED);
		done(store().redeem(coupon.code(), "order-1", null));

		assertThat(done(store().unredeem(coupon.code(), null))).isEqualTo(coupon);
		assertThat(read(id).redeemed()).isZero();
		assertThat(done(store().redeem(coupon.code(), "order-2", null)).redemptionReference()).isEqualTo("order-2");
	}

	@Test
	default void rollsBackTheRedemptionThatIsMeantAndNoOther() {
		String code = done(issue(create(running()))).code();
		done(store().redeem(code, "order-1", null));
		assertRefused(store().unredeem(code, "order-2"), Refusal.NOT_REDEEMED);

		done(store().unredeem(code, "order-1"));
		assertThat(replayed(store().unredeem(code, "order-1")).redeemedAt()).isNull();

		done(store().redeem(code, "order-2", null));
		Coupon ofOrder2 = replayed(store().unredeem(code, "order-1"));
		assertThat(ofOrder2.redemptionReference()).isEqualTo("order-2");
		assertThat(done(store().findCoupon(code))).isEqualTo(ofOrder2);
		assertThat(done(store().unredeem(code, null)).redeemedAt()).isNull();
		assertRefused(store().unredeem(code, null), Refusal.NOT_REDEEMED);
	}

	@Test
	default void answersTheKeyOfARolledBackRedemptionThatNothingIsRedeemed() {
		String code = done(issue(create(running()))).code();
		done(store().redeem(code, "order-1", RequestKey.common("key-1")));
		done(store().unredeem(code, null));

		assertRefused(store().redeem(code, "order-1", RequestKey.common("key-1")), Refusal.NOT_REDEEMED);
		done(store().redeem(code, "order-1", RequestKey.common("key-2")));
		assertRefused(store().redeem(code, "order-1", RequestKey.common("key-1")), Refusal.NOT_REDEEMED);
		assertRefused(store().redeem(code, "order-9", RequestKey.common("key-1")), Refusal.IDEMPOTENCY_KEY_REUSED);
		assertThat(replayed(store().redeem(code, "order-1", RequestKey.common("key-2"))).redeemedAt()).isNotNull();
	}

	@Test
	default void scopesRedemptionKeysToTheCoupon() {
		String id = create(running());

		done(store().redeem(done(issue(id)).code(), "order-1", RequestKey.common("key")));
		done(store().redeem(done(issue(id)).code(), "order-2", RequestKey.common("key")));
	}

	@Test
	default void redeemsWhateverTheCampaignIsDoing() {
		String id = create(running().expiry(new Expiry.At(now().plus(Duration.ofDays(9)))));
		String first = done(issue(id)).code();
		String second = done(issue(id)).code();
		done(store().pause(id, true, null));
		done(store().redeem(first, null, null));
		end(id);

		done(store().redeem(second, null, null));
	}

	@Test
	default void rollsBackAlsoAfterTheCouponExpired() {
		String code = done(issue(create(running().expiry(new Expiry.After(Duration.ofMillis(50)))))).code();
		done(store().redeem(code, null, null));
		pass(Duration.ofMillis(51));

		done(store().unredeem(code, null));
		assertRefused(store().redeem(code, null, null), Refusal.COUPON_EXPIRED);
	}

	@Test
	default void knowsNoCouponThatWasNotIssued() {
		assertRefused(store().findCoupon("none"), Refusal.COUPON_NOT_FOUND);
		assertRefused(store().redeem("none", null, RequestKey.common("key")), Refusal.COUPON_NOT_FOUND);
		assertRefused(store().unredeem("none", null), Refusal.COUPON_NOT_FOUND);
		assertRefused(store().issue(new IssueRequest("none", null, RequestKey.common("key"))),
				Refusal.CAMPAIGN_NOT_FOUND);
	}

}
