package dev.coupon.security;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.testing.TestIssuer.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.TestIssuer;
import dev.coupon.testing.TestKeys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The user of a token may be named by another claim than its subject. */
@SecuredTest
@TestPropertySource(properties = "coupon.security.user-claim=customer_id")
class UserClaimTests {

	private final Api api;

	private final String id = Api.newId();

	@Autowired
	UserClaimTests(Api api) {
		this.api = api;
	}

	@BeforeEach
	void createCampaign() {
		api.request("POST", "/api/v1/campaigns").key(TestKeys.of(ADMIN)).json(Api.settings(id, 10)).send();
	}

	private static String token(String subject, @Nullable Object customer) {
		Map<String, Object> claims = TestIssuer.claims();
		claims.put("sub", subject);
		claims.put("roles", "USER");
		if (customer != null) {
			claims.put("customer_id", customer);
		}
		return ISSUER.sign(TestIssuer.KEY_ID, claims);
	}

	private Answer issue(String token) {
		return api.request("POST", "/api/v1/campaigns/" + id + "/coupons")
			.key(token)
			.header("Idempotency-Key", "k")
			.send();
	}

	@Test
	void issuesToTheUserThatTheClaimNames() {
		assertThat(issue(token("s-1", "c-7")).json().path("userId").asString()).isEqualTo("c-7");
		assertThat(api.request("GET", "/api/v1/me").key(token("s-1", "c-7")).send().body())
			.isEqualTo("{\"name\":\"s-1\",\"roles\":[\"USER\"],\"userId\":\"c-7\"}");
	}

	@Test
	void keepsIdempotencyKeysWithTheSubject() {
		Answer first = issue(token("s-1", "c-7"));

		assertThat(issue(token("s-1", "c-7")).json()).isEqualTo(first.json());
		assertThat(issue(token("s-2", "c-7")).status()).isEqualTo(201);
		assertThat(issue(token("s-1", "c-8")).problem()).isEqualTo("idempotency-key-reused");
	}

	@Test
	void issuesNothingIfTheClaimIsNoText() {
		for (Object customer : List.of(7, true, List.of("c-7"), Map.of("id", "c-7"), "", "a".repeat(129))) {
			assertThat(issue(token("s-1", customer)).problem()).as(customer.toString()).isEqualTo("forbidden");
		}
		assertThat(issue(token("s-1", null)).problem()).isEqualTo("forbidden");
	}

}
