package dev.coupon.security.key;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.testing.TestIssuer.ISSUER;
import static dev.coupon.testing.TestIssuer.KEY_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TestIssuer;
import dev.coupon.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Tokens of an OAuth2 issuer are as good as keys. */
@SecuredTest
class JwtTests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private final Api api;

	private final SettableClock clock;

	@Autowired
	JwtTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	private Answer campaigns(String token) {
		return api.request("GET", CAMPAIGNS).key(token).send();
	}

	@Test
	void takesRolesFromAClaimThatIsAListOrAText() {
		for (Object roles : List.of(List.of("ADMIN"), List.of("ISSUE", "ADMIN"), "ADMIN", "ISSUE ADMIN")) {
			assertThat(campaigns(ISSUER.token(roles)).status()).as(roles.toString()).isEqualTo(200);
		}
		assertThat(api.request("GET", "/api/v1/coupons/none").key(ISSUER.token("REDEEM")).send().problem())
			.isEqualTo("coupon-not-found");
	}

	@Test
	void refusesATokenWithoutASubjectBecauseItsHoldersCanNotBeToldApart() {
		Map<String, Object> claims = TestIssuer.claims();
		claims.put("roles", "ADMIN");
		claims.remove("sub");

		assertThat(campaigns(ISSUER.sign(KEY_ID, claims)).status()).isEqualTo(401);
	}

	@Test
	void forbidsWhatNoRoleOfTheTokenAllows() {
		for (Object roles : List.of(List.of(), List.of("ISSUE"), "REDEEM MONITOR", "admin", "ROLE_ADMIN", "ADMIN,ISSUE",
				Map.of("ADMIN", true), 7, "SCOPE_ADMIN")) {
			assertThat(campaigns(ISSUER.token(roles)).problem()).as(roles.toString()).isEqualTo("forbidden");
		}
		Map<String, Object> claims = TestIssuer.claims();
		claims.put("scope", "ADMIN");
		claims.put("authorities", List.of("ROLE_ADMIN"));
		assertThat(campaigns(ISSUER.sign(KEY_ID, claims)).problem()).isEqualTo("forbidden");
	}

	@Test
	void takesKeysAndTokensAtOnce() {
		assertThat(campaigns(TestKeys.of(ADMIN)).status()).isEqualTo(200);
		assertThat(campaigns(ISSUER.token("ADMIN")).status()).isEqualTo(200);
		assertThat(api.request("GET", CAMPAIGNS).header("X-API-Key", ISSUER.token("ADMIN")).send().status())
			.isEqualTo(200);
	}

	@TestFactory
	Stream<DynamicTest> refusesTokens() {
		String good = ISSUER.token("ADMIN");
		String signed = good.substring(0, good.lastIndexOf('.'));
		long now = Instant.now().getEpochSecond();
		Map<String, String> tokens = new LinkedHashMap<>();
		tokens.put("that have expired", with(claims -> claims.put("exp", now - 120)));
		tokens.put("that are not valid yet", with(claims -> claims.put("nbf", now + 300)));
		tokens.put("of another issuer", with(claims -> claims.put("iss", "https://evil.example")));
		tokens.put("of no issuer", with(claims -> claims.remove("iss")));
		tokens.put("for another service", with(claims -> claims.put("aud", "payments")));
		tokens.put("for no service", with(claims -> claims.remove("aud")));
		tokens.put("signed by somebody else", TestIssuer.sign(TestIssuer.newKeys(), KEY_ID, adminClaims()));
		tokens.put("signed by a key that isn't published", ISSUER.sign("k2", adminClaims()));
		tokens.put("whose claims were changed", changed(good));
		tokens.put("without a signature", signed + ".");
		tokens.put("that say they need no signature", TestIssuer.text(Map.of("alg", "none"), adminClaims()) + ".");
		tokens.put("signed with the public key as a secret", signedWithPublicKey());
		tokens.put("that aren't any", "a.b.c");
		return tokens.entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> {
			Answer answer = campaigns(entry.getValue());

			assertThat(answer.problem()).as(answer.toString()).isEqualTo("unauthenticated");
			assertThat(answer.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
		}));
	}

	@Test
	void asksTheIssuerSeldomForKeysThatSomebodyMakesUp() {
		int before = ISSUER.asked();
		for (int i = 0; i < 50; i++) {
			assertThat(campaigns(ISSUER.sign("made-up-" + i, adminClaims())).status()).isEqualTo(401);
		}
		assertThat(ISSUER.asked()).isLessThanOrEqualTo(before + 1);
		assertThat(campaigns(ISSUER.token("ADMIN")).status()).isEqualTo(200);
	}

	private static Map<String, Object> adminClaims() {
		Map<String, Object> claims = TestIssuer.claims();
		claims.put("roles", List.of("ADMIN"));
		return claims;
	}

	private static String with(Consumer<Map<String, Object>> change) {
		Map<String, Object> claims = adminClaims();
		change.accept(claims);
		return ISSUER.sign(KEY_ID, claims);
	}

	/**
	 * The signature of a token for nobody special under the claims of an administrator.
	 */
	private static String changed(String good) {
		String harmless = ISSUER.token("REDEEM");
		return good.substring(0, good.lastIndexOf('.')) + harmless.substring(harmless.lastIndexOf('.'));
	}

	private static String signedWithPublicKey() {
		String text = TestIssuer.text(Map.of("alg", "HS256", "kid", KEY_ID), adminClaims());
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(ISSUER.publicKey().getEncoded(), "HmacSHA256"));
			return text + "."
					+ Base64.getUrlEncoder()
						.withoutPadding()
						.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	@Test
	void asksForPatienceWhileItCannotTellWhoseATokenIs() {
		clock.advance(Duration.ofMinutes(1));
		ISSUER.whileDown(() -> {
			Answer answer = campaigns(ISSUER.sign("k3", adminClaims()));

			assertThat(answer.problem()).as(answer.toString()).isEqualTo("overloaded");
			assertThat(answer.header("Retry-After")).isPresent();
			assertThat(campaigns(TestKeys.of(ADMIN)).status()).isEqualTo(200);
		});
		clock.advance(Duration.ofSeconds(1));
		assertThat(campaigns(ISSUER.sign("k3", adminClaims())).problem()).isEqualTo("unauthenticated");
	}

	@Test
	void asksAnIssuerThatIsDownSeldomForKeysThatSomebodyMakesUp() {
		clock.advance(Duration.ofMinutes(1));
		int before = ISSUER.asked();
		ISSUER.whileDown(() -> {
			for (int i = 0; i < 50; i++) {
				assertThat(campaigns(ISSUER.sign("made-up-" + i, adminClaims())).problem()).isEqualTo("overloaded");
			}
			assertThat(ISSUER.asked()).isEqualTo(before + 1);
		});
		clock.advance(Duration.ofSeconds(1));
	}

}
