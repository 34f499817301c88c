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

/** Idempotency keys belong to the API key or the token's subject that sent them. */
@SecuredTest
class KeyOwnersTests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

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
