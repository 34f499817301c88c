package dev.coupon.security;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.REDEEM;
import static dev.coupon.caller.Role.VIEW;
import static dev.coupon.testing.TestIssuer.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.Api.Call;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TestIssuer;
import dev.coupon.testing.TestKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What callers of each role may do with what they are let in to. */
@SecuredTest
class RoleTests {

	private static final String ALICE = ISSUER.token("alice", "USER");

	private final Api api;

	private final SettableClock clock;

	private final String campaign = "/api/v1/campaigns/" + Api.newId();

	@Autowired
	RoleTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	@BeforeEach
	void createCampaign() {
		String id = campaign.substring(campaign.lastIndexOf('/') + 1);
		String settings = Api.settings(id, 10, ", \"metadata\": {\"owner\": \"marketing\"}");
		assertThat(as(ADMIN, "POST", "/api/v1/campaigns").json(settings).send().status()).isEqualTo(201);
	}

	private Call as(Role role, String method, String path) {
		return as(TestKeys.of(role), method, path);
	}

	private Call as(String key, String method, String path) {
		return api.request(method, path).key(key);
	}

	/** Issues a coupon; returns its path. */
	private String coupon() {
		return as(ISSUE, "POST", campaign + "/coupons").send().header("Location").orElseThrow();
	}

	@Test
	void letsAdministratorsIssueLookUpAndRedeem() {
		Answer issued = as(ADMIN, "POST", campaign + "/coupons").json("{\"userId\": \"bob\"}").send();
		String coupon = issued.header("Location").orElseThrow();

		assertThat(issued.json().path("userId").asString()).isEqualTo("bob");
		assertThat(as(ADMIN, "GET", coupon).send().status()).isEqualTo(200);
		assertThat(as(ADMIN, "POST", coupon + "/redemption").send().status()).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource(value = Role.class, names = { "ADMIN", "VIEW" })
	void showsCodesAndMetadata(Role role) {
		coupon();

		Answer read = as(role, "GET", campaign).send();

		assertThat(read.json().path("codes")).hasSize(1);
		assertThat(read.json().path("metadata").path("owner").asString()).isEqualTo("marketing");
		assertThat(as(role, "GET", campaign + "?codes=0").send().json().path("codes")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = Role.class, names = { "ISSUE", "USER" })
	void showsNoCodesToThoseWhoIssue(Role role) {
		coupon();

		for (String query : List.of("", "?codes=0")) {
			Answer read = as(role, "GET", campaign + query).send();
			assertThat(read.status()).isEqualTo(200);
			assertThat(read.json().path("codes")).isEmpty();
			assertThat(read.json().path("issued").asInt()).isOne();
			assertThat(read.json().path("metadata").isMissingNode()).isEqualTo(role == Role.USER);
		}
		Answer refused = as(role, "GET", campaign + "?codes=1").send();
		assertThat(refused.problem()).isEqualTo("forbidden");
		assertThat(refused.json().path("detail").asString()).contains("leave out codes")
			.endsWith("One of the roles ADMIN, VIEW would do.");
		assertThat(as(role, "GET", campaign + "?codes=-1").send().problem()).isEqualTo("invalid-request");
	}

	@Test
	void issuesToAUserByItsToken() {
		Answer unnamed = as(ALICE, "POST", campaign + "/coupons").send();
		Answer named = as(ALICE, "POST", campaign + "/coupons").json("{\"userId\": \"alice\"}").send();

		for (Answer issued : List.of(unnamed, named)) {
			assertThat(issued.status()).isEqualTo(201);
			assertThat(issued.json().path("userId").asString()).isEqualTo("alice");
		}
	}

	@Test
	void issuesToNobodyElseByTheTokenOfAUser() {
		Answer refused = as(ALICE, "POST", campaign + "/coupons").json("{\"userId\": \"bob\"}").send();

		assertThat(refused.problem()).isEqualTo("forbidden");
		assertThat(refused.json().path("detail").asString()).contains("another user")
			.endsWith("One of the roles ADMIN, ISSUE would do.");
		assertThat(as(ADMIN, "GET", campaign).send().json().path("issued").asInt()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\tb", "LONG" })
	void issuesNothingToASubjectThatIsNoUserId(String subject) {
		String token = ISSUER.token(subject.replace("LONG", "a".repeat(129)), "USER");

		Answer refused = as(token, "POST", campaign + "/coupons").send();

		assertThat(refused.problem()).isEqualTo("forbidden");
		assertThat(refused.json().path("detail").asString()).contains("1 to 128 characters");
		assertThat(as(token, "GET", campaign).send().json().path("issued").asInt()).isZero();
	}

	@Test
	void issuesToASubjectOf128Characters() {
		String subject = "a".repeat(128);

		assertThat(as(ISSUER.token(subject, "USER"), "POST", campaign + "/coupons").send().json().path("userId"))
			.hasToString("\"" + subject + "\"");
	}

	@Test
	void letsAUserWhoMayAlsoIssueDoSoForOthers() {
		String both = ISSUER.token("alice", "USER ISSUE");

		assertThat(as(both, "POST", campaign + "/coupons").json("{\"userId\": \"bob\"}").send().status())
			.isEqualTo(201);
		assertThat(as(both, "POST", campaign + "/coupons").send().json().path("userId").isMissingNode()).isTrue();
	}

	@Test
	void countsWhatAUserGotInWhicheverWay() {
		String id = Api.newId();
		as(ADMIN, "POST", "/api/v1/campaigns").json(Api.settings(id, 10, ", \"perUserLimit\": 1")).send();
		String coupons = "/api/v1/campaigns/" + id + "/coupons";

		assertThat(as(ALICE, "POST", coupons).send().status()).isEqualTo(201);
		assertThat(as(ALICE, "POST", coupons).send().problem()).isEqualTo("user-limit-reached");
		assertThat(as(ISSUE, "POST", coupons).json("{\"userId\": \"alice\"}").send().problem())
			.isEqualTo("user-limit-reached");
		assertThat(as(ISSUER.token("bob", "USER"), "POST", coupons).send().status()).isEqualTo(201);
	}

	@Test
	void keepsTheIdempotencyKeysOfUsersApart() {
		String coupons = campaign + "/coupons";

		Answer first = as(ALICE, "POST", coupons).header("Idempotency-Key", "k").send();
		Answer again = as(ALICE, "POST", coupons).header("Idempotency-Key", "k").json("{\"userId\": \"alice\"}").send();
		Answer other = as(ISSUER.token("bob", "USER"), "POST", coupons).header("Idempotency-Key", "k").send();

		assertThat(again.json()).isEqualTo(first.json());
		assertThat(again.header("Idempotent-Replayed")).contains("true");
		assertThat(other.status()).isEqualTo(201);
	}

	@Test
	void letsAShopRollBackWhatItRedeemedItself() {
		String redemption = coupon() + "/redemption";

		as(REDEEM, "POST", redemption).send();
		assertThat(as(REDEEM, "DELETE", redemption).send().status()).isEqualTo(200);
	}

	@Test
	void letsOnlyAdministratorsRollBackWhatAnotherRedeemed() {
		String redemption = coupon() + "/redemption";
		String other = ISSUER.token("for-redeem", "REDEEM");
		as(REDEEM, "POST", redemption).json("{\"reference\": \"order-1\"}").send();

		for (String path : List.of(redemption, redemption + "?reference=order-1")) {
			Answer refused = as(other, "DELETE", path).send();
			assertThat(refused.status()).isEqualTo(403);
			assertThat(refused.problem()).isEqualTo("redeemed-by-another");
			assertThat(refused.json().path("detail").asString()).contains("ADMIN");
		}
		assertThat(as(TestKeys.OLD, "DELETE", redemption).send().problem()).isEqualTo("redeemed-by-another");
		assertThat(as(ADMIN, "DELETE", redemption).send().status()).isEqualTo(200);
	}

	@Test
	void knowsAShopWhoseKeyWasRenewed() {
		String redemption = coupon() + "/redemption";

		as(TestKeys.OLD, "POST", redemption).send();
		assertThat(as(TestKeys.NEW, "DELETE", redemption).send().status()).isEqualTo(200);
	}

	@Test
	void letsNoShopRollBackWhatAnAdministratorRedeemed() {
		String redemption = coupon() + "/redemption";

		as(ADMIN, "POST", redemption).send();
		assertThat(as(REDEEM, "DELETE", redemption).send().problem()).isEqualTo("redeemed-by-another");
	}

	@Test
	void tellsAKeyFromATokenWhoseSubjectIsItsName() {
		String redemption = coupon() + "/redemption";

		as(ISSUER.token("changing", "REDEEM"), "POST", redemption).send();
		assertThat(as(TestKeys.OLD, "DELETE", redemption).send().problem()).isEqualTo("redeemed-by-another");
		assertThat(as(ISSUER.token("changing", "REDEEM"), "DELETE", redemption).send().status()).isEqualTo(200);
	}

	@Test
	void letsViewersSeeEverythingAndChangeNothing() {
		String coupon = coupon();

		for (String path : List.of("/api/v1/campaigns", campaign, campaign + "/coupons", coupon, coupon + "/history",
				"/api/v1/audit", "/api/v1/system")) {
			assertThat(as(VIEW, "GET", path).send().status()).as(path).isEqualTo(200);
		}
		assertThat(as(VIEW, "GET", campaign + "/coupons").header("Accept", "text/csv").send().status()).isEqualTo(200);
		assertThat(as(VIEW, "POST", "/api/v1/campaigns?dryRun=true").json("{}").send().problem())
			.isEqualTo("forbidden");
	}

	@Test
	void tellsCallersWhoTheyAre() {
		assertThat(me(TestKeys.OLD)).isEqualTo("{\"name\":\"changing\",\"roles\":[\"ISSUE\",\"REDEEM\"]}");
		assertThat(me(ALICE)).isEqualTo("{\"name\":\"alice\",\"roles\":[\"USER\"],\"userId\":\"alice\"}");
		assertThat(me(ISSUER.token("bob", "MONITOR ADMIN OWNER")))
			.isEqualTo("{\"name\":\"bob\",\"roles\":[\"ADMIN\",\"MONITOR\"]}");
		assertThat(me(ISSUER.token("carol", List.of()))).isEqualTo("{\"name\":\"carol\",\"roles\":[]}");
		assertThat(me(ISSUER.token("a".repeat(129), "USER"))).doesNotContain("userId");
		assertThat(api.get("/api/v1/me").problem()).isEqualTo("unauthenticated");
	}

	private String me(String key) {
		return as(key, "GET", "/api/v1/me").send().body();
	}

	@Test
	void asksForPatienceWhileItCannotTellWhoSomebodyIs() {
		Map<String, Object> claims = TestIssuer.claims();
		clock.advance(Duration.ofMinutes(1));

		ISSUER.whileDown(
				() -> assertThat(me(ISSUER.sign("k4", claims))).contains("\"code\":\"overloaded\"", "\"status\":503"));
	}

	@Test
	void showsAUserItsOwnCouponsAndNoOthers() {
		as(ALICE, "POST", campaign + "/coupons").send();

		Answer own = as(ALICE, "GET", "/api/v1/coupons?campaignId=" + campaign.substring(campaign.lastIndexOf('/') + 1))
			.send();

		assertThat(own.json().path("items").values()).extracting(item -> item.path("userId").asString())
			.containsExactly("alice");
		assertThat(as(ALICE, "GET", "/api/v1/users/alice/coupons").send().status()).isEqualTo(200);
		assertThat(as(ALICE, "GET", "/api/v1/users/bob/coupons").send().problem()).isEqualTo("forbidden");
		assertThat(as(ISSUE, "GET", "/api/v1/users/alice/coupons").send().status()).isEqualTo(200);
		assertThat(as(REDEEM, "GET", "/api/v1/users/alice/coupons").send().problem()).isEqualTo("forbidden");
	}

}
