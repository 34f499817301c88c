package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.store.contract.StoreUnderTest.replayed;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.testing.CampaignBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Which answer every store gives when several apply: all combinations that can come
 * about.
 */
interface PrecedenceContract extends StoreUnderTest {

	/** What the request's key was used for before. */
	enum Key {

		NONE, FRESH, SAME_REQUEST, OTHER_REQUEST, ROLLED_BACK

	}

	/** What the campaign's limit says of the requesting user. */
	enum User {

		UNLIMITED, UNLIMITED_AND_MISSING, MISSING, LIMIT_REACHED, LIMIT_NOT_REACHED

	}

	/** A campaign that has started, and a request to it. */
	record Issue(Key key, boolean ended, boolean paused, User user, boolean exhausted) {
		@Nullable Refusal expected() {
			if (key == Key.OTHER_REQUEST) {
				return Refusal.IDEMPOTENCY_KEY_REUSED;
			}
			if (key == Key.SAME_REQUEST) {
				return null;
			}
			if (ended) {
				return Refusal.CAMPAIGN_ENDED;
			}
			if (paused) {
				return Refusal.CAMPAIGN_PAUSED;
			}
			if (user == User.MISSING) {
				return Refusal.USER_REQUIRED;
			}
			if (user == User.LIMIT_REACHED) {
				return Refusal.USER_LIMIT_REACHED;
			}
			return exhausted ? Refusal.CAMPAIGN_EXHAUSTED : null;
		}
	}

	@TestFactory
	default Stream<DynamicTest> issuesOrSaysTheFirstReasonNotTo() {
		List<Issue> all = new ArrayList<>();
		for (Key key : List.of(Key.NONE, Key.FRESH, Key.SAME_REQUEST, Key.OTHER_REQUEST)) {
			for (User user : User.values()) {
				for (int bits = 0; bits < 8; bits++) {
					all.add(new Issue(key, (bits & 1) > 0, (bits & 2) > 0, user, (bits & 4) > 0));
				}
			}
		}
		return all.stream().map(issue -> dynamicTest(issue.toString(), () -> check(issue)));
	}

	private void check(Issue issue) {
		// Two coupons are issued beforehand at most: one to the key, one to the user.
		CampaignBuilder campaign = running().maxCoupons(9);
		String id = create(campaign);
		String userId = issue.user == User.MISSING || issue.user == User.UNLIMITED_AND_MISSING ? null : "alice";
		if (issue.key == Key.SAME_REQUEST || issue.key == Key.OTHER_REQUEST) {
			done(issue(id, issue.key == Key.SAME_REQUEST ? userId : "somebody else", "key"));
		}
		if (issue.user == User.LIMIT_REACHED) {
			done(issue(id, userId, null));
		}
		int issued = read(id).issued();
		if (issue.exhausted && issued == 0) {
			done(issue(id, "first comer", null));
			issued++;
		}
		boolean limited = issue.user != User.UNLIMITED && issue.user != User.UNLIMITED_AND_MISSING;
		done(change(campaign.perUserLimit(limited ? (issue.user == User.LIMIT_REACHED ? 1 : 5) : null)
			.maxCoupons(issue.exhausted ? issued : 9)));
		done(store().pause(id, issue.paused, null));
		if (issue.ended) {
			end(id);
		}

		Outcome<Coupon> outcome = issue(id, userId, issue.key == Key.NONE ? null : "key");

		assertIs(issue.expected(), issue.key == Key.SAME_REQUEST, outcome);
	}

	private static void assertIs(@Nullable Refusal expected, boolean replay, Outcome<Coupon> outcome) {
		if (expected != null) {
			assertRefused(outcome, expected);
		}
		else if (replay) {
			replayed(outcome);
		}
		else {
			done(outcome);
		}
	}

	/** Before the start nothing has been issued, so only some reasons can apply. */
	@TestFactory
	default Stream<DynamicTest> issuesNothingBeforeTheStart() {
		return Stream.of(false, true)
			.flatMap(paused -> Stream.of("alice", "")
				.map(user -> dynamicTest("paused=" + paused + " user=" + user, () -> {
					String id = create(scheduled().perUserLimit(1));
					done(store().pause(id, paused, null));

					assertRefused(issue(id, user.isEmpty() ? null : user, "key"),
							paused ? Refusal.CAMPAIGN_PAUSED : Refusal.CAMPAIGN_NOT_STARTED);
				})));
	}

	/** A coupon and a request to redeem it. */
	record Redemption(Key key, boolean redeemed, boolean expired) {
		@Nullable Refusal expected() {
			return switch (key) {
				case OTHER_REQUEST -> Refusal.IDEMPOTENCY_KEY_REUSED;
				case ROLLED_BACK -> Refusal.NOT_REDEEMED;
				case SAME_REQUEST -> null;
				case NONE, FRESH -> redeemed ? Refusal.ALREADY_REDEEMED : expired ? Refusal.COUPON_EXPIRED : null;
			};
		}
	}

	@TestFactory
	default Stream<DynamicTest> redeemsOrSaysTheFirstReasonNotTo() {
		List<Redemption> all = new ArrayList<>();
		for (Key key : Key.values()) {
			for (int bits = 0; bits < 4; bits++) {
				boolean redeemed = (bits & 1) > 0;
				if (redeemed || key != Key.SAME_REQUEST) {
					all.add(new Redemption(key, redeemed, (bits & 2) > 0));
				}
			}
		}
		return all.stream().map(redemption -> dynamicTest(redemption.toString(), () -> check(redemption)));
	}

	private void check(Redemption redemption) {
		Duration validFor = redemption.expired ? Duration.ofMillis(300) : Duration.ofHours(1);
		String code = done(issue(create(running().expiry(new Expiry.After(validFor))))).code();
		if (redemption.key == Key.OTHER_REQUEST || redemption.key == Key.ROLLED_BACK) {
			String reference = redemption.key == Key.ROLLED_BACK ? "order-1" : "order-9";
			done(store().redeem(code, reference, RequestKey.common("key")));
			done(store().unredeem(code, null));
		}
		if (redemption.redeemed) {
			done(store().redeem(code, "order-1",
					RequestKey.common(redemption.key == Key.SAME_REQUEST ? "key" : "another key")));
		}
		if (redemption.expired) {
			pass(validFor.plusMillis(1));
		}

		Outcome<Coupon> outcome = store().redeem(code, "order-1",
				redemption.key == Key.NONE ? null : RequestKey.common("key"));

		assertIs(redemption.expected(), redemption.key == Key.SAME_REQUEST, outcome);
	}

	@TestFactory
	default Stream<DynamicTest> updatesOrSaysTheFirstReasonNotTo() {
		return Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
			.map(bits -> dynamicTest("reasons " + Integer.toBinaryString(bits), () -> {
				CampaignBuilder campaign = running();
				String id = create(campaign);
				done(issue(id));
				done(issue(id));
				String revision = (bits & 1) > 0 ? "stale" : read(id).revision();
				if ((bits & 2) > 0) {
					campaign.period(now().plus(Duration.ofMinutes(1)), now().plus(Duration.ofHours(1)));
				}
				campaign.maxCoupons((bits & 4) > 0 ? 1 : 5);

				Outcome<?> outcome = store().update(campaign.build(), revision);

				switch (Integer.lowestOneBit(bits)) {
					case 1 -> assertRefused(outcome, Refusal.VERSION_MISMATCH);
					case 2 -> assertRefused(outcome, Refusal.CAMPAIGN_STARTED);
					case 4 -> assertRefused(outcome, Refusal.MAX_COUPONS_BELOW_ISSUED);
					default -> done(outcome);
				}
			}));
	}

}
