package dev.coupon.security.key;

import static dev.coupon.testing.TestIssuer.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.TestIssuer;
import dev.coupon.testing.TestKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Idempotency keys belong to the API key or the token's subject that sent them. */
@SecuredTest
class KeyOwnersTests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private static final JsonMapper JSON = new JsonMapper();

	private final Api api;

	private final String id = Api.newId();

	@Autowired
	KeyOwnersTests(Api api) {
		this.api = api;
	}

	@BeforeEach
	void campaign() {
		api.request("POST", CAMPAIGNS).key(TestKeys.of(Role.ADMIN)).json(Api.settings(id, 10)).send();
	}

	private Answer issue(String caller) {
		return api.request("POST", CAMPAIGNS + "/" + id + "/coupons")
			.key(caller)
			.header("Idempotency-Key", "request-1")
			.send();
	}

	private static String tokenOf(String subject) {
		Map<String, Object> claims = TestIssuer.claims();
		claims.put("sub", subject);
		claims.put("roles", "ISSUE");
		return ISSUER.sign(TestIssuer.KEY_ID, claims);
	}

	@Test
	void issuesACouponOfItsOwnToEachOwnerOfTheSameKey() {
		List<String> callers = List.of(TestKeys.of(Role.ISSUE), TestKeys.OLD, tokenOf("shop-1"), tokenOf("shop-2"));

		List<Answer> issued = callers.stream().map(this::issue).toList();

		assertThat(issued).extracting(Answer::status).containsOnly(201);
		assertThat(issued).extracting(answer -> answer.json().path("code").asString()).doesNotHaveDuplicates();
		for (int i = 0; i < callers.size(); i++) {
			assertThat(issue(callers.get(i)).json().path("code")).isEqualTo(issued.get(i).json().path("code"));
		}
	}

	@Test
	void issuesCouponsOfItsOwnToEachOwnerOfTheSameBatchKey() {
		List<String> callers = List.of(TestKeys.of(Role.ISSUE), TestKeys.OLD, tokenOf("shop-1"), tokenOf("shop-2"));

		List<List<String>> issued = callers.stream().map(this::batch).toList();

		assertThat(issued.stream().flatMap(List::stream)).hasSize(8).doesNotHaveDuplicates();
		assertThat(callers).map(this::batch).isEqualTo(issued);
		assertThat(batch(TestKeys.NEW)).isEqualTo(issued.get(1));
	}

	/** Issues two coupons; returns their codes. */
	private List<String> batch(String caller) {
		Answer answer = api.request("POST", CAMPAIGNS + "/" + id + "/coupons/batch")
			.key(caller)
			.header("Content-Type", "text/csv")
			.header("Idempotency-Key", "batch-1")
			.body("alice\nbob\n")
			.send();
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		return answer.body().lines().map(row -> JSON.readTree(row).at("/coupon/code").asString()).toList();
	}

	@Test
	void knowsAnOwnerWhoseApiKeyOrTokenWasRenewed() {
		Answer withKey = issue(TestKeys.OLD);
		Answer withToken = issue(tokenOf("shop-1"));

		assertThat(issue(TestKeys.NEW).json()).isEqualTo(withKey.json());
		assertThat(issue(tokenOf("shop-1")).json()).isEqualTo(withToken.json());
	}

	@Test
	void doesNotTellOneShopThatAnothersRedemptionWasItsOwn() {
		String coupon = issue(TestKeys.OLD).header("Location").orElseThrow();

		assertThat(redeem(coupon, TestKeys.OLD).status()).isEqualTo(200);
		assertThat(redeem(coupon, TestKeys.NEW).header("Idempotent-Replayed")).contains("true");
		assertThat(redeem(coupon, TestKeys.of(Role.REDEEM)).problem()).isEqualTo("already-redeemed");
	}

	private Answer redeem(String coupon, String caller) {
		return api.request("POST", coupon + "/redemption").key(caller).header("Idempotency-Key", "request-1").send();
	}

}
