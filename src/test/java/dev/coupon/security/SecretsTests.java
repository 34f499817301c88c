package dev.coupon.security;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.MONITOR;
import static dev.coupon.caller.Role.REDEEM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TestIssuer;
import dev.coupon.testing.TestKeys;
import dev.coupon.testing.TestSetup.StoreFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What nobody reads in logs, metrics and problems: keys, their hashes, tokens, codes. */
@SecuredTest
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private final Api api;

	private final SettableClock clock;

	private final StoreFailure failure;

	private final List<String> secrets = new ArrayList<>(TestKeys.secrets());

	/** All that was answered but coupons to those who may have them. */
	private final StringBuilder told = new StringBuilder();

	@Autowired
	SecretsTests(Api api, SettableClock clock, StoreFailure failure) {
		this.api = api;
		this.clock = clock;
		this.failure = failure;
	}

	@Test
	void staySecretOnABusyDay(CapturedOutput output) {
		String campaign = campaign();
		for (int i = 0; i < 5; i++) {
			secrets.add(issue(campaign));
		}
		String code = secrets.getLast();
		comeAndGo(code);
		ask("GET", "/api/v1/coupons/WR0NG" + code, TestKeys.of(REDEEM));
		ask("GET", "/api/v1/coupons/" + code, TestKeys.of(ISSUE));
		ask("POST", "/api/v1/campaigns/" + code + "/coupons", TestKeys.of(ISSUE));
		failure.during(() -> new IllegalStateException("a bug"), () -> {
			ask("GET", "/api/v1/coupons/" + code, TestKeys.of(REDEEM));
			return ask("POST", "/api/v1/coupons/" + code + "/redemption", TestKeys.of(REDEEM));
		});
		ask("DELETE", campaign + "?force=true", TestKeys.of(ADMIN));
		ask("GET", "/api/v1/coupons/" + code, TestKeys.of(REDEEM));
		String metrics = ask("GET", "/actuator/prometheus", TestKeys.of(MONITOR)).body();

		assertThat(metrics).contains("coupon_issued_total", "http_server_requests");
		assertThat(output.getAll()).contains("Internal error", "for-admin");
		assertThat(secrets).noneMatch(metrics::contains).noneMatch(output.getAll()::contains);
		assertThat(secrets).filteredOn(told.toString()::contains).allMatch(secret -> secret.equals(code));
		assertThat(told.toString().lines().filter(line -> line.contains(code)))
			.allMatch(line -> line.contains("\"instance\":\"/api/v1/c"));
	}

	private String campaign() {
		String id = Api.newId();
		api.request("POST", "/api/v1/campaigns").key(TestKeys.of(ADMIN)).json(Api.settings(id, 9)).send();
		return "/api/v1/campaigns/" + id;
	}

	private String issue(String campaign) {
		return api.request("POST", campaign + "/coupons")
			.header("X-API-Key", TestKeys.of(ISSUE))
			.send()
			.json()
			.path("code")
			.asString();
	}

	/** Callers with keys and tokens, good ones and bad ones. */
	private void comeAndGo(String code) {
		String good = TestIssuer.ISSUER.token("REDEEM");
		String bad = TestIssuer.sign(TestIssuer.newKeys(), TestIssuer.KEY_ID, TestIssuer.claims());
		String unknown = TestIssuer.ISSUER.sign("k9", TestIssuer.claims());
		secrets.addAll(List.of(good, bad, unknown));
		clock.advance(Duration.ofMinutes(1));
		TestIssuer.ISSUER.whileDown(() -> ask("GET", "/api/v1/campaigns", unknown));
		for (String key : List.of(good, bad, unknown, TestKeys.UNKNOWN, TestKeys.OLD, TestKeys.NEW)) {
			ask("GET", "/api/v1/campaigns", key);
			ask("GET", "/api/v1/campaigns?access_token=" + key, TestKeys.of(ISSUE));
		}
		api.request("GET", "/api/v1/coupons/" + code).key(good).send();
		ask("GET", "/api/v1/campaigns", "not a token " + TestKeys.UNKNOWN);
		ask("PATCH", "/api/v1/campaigns/x", TestKeys.of(REDEEM));
	}

	private Answer ask(String method, String path, String key) {
		Answer answer = api.request(method, path).key(key).send();
		told.append(answer.body()).append(answer.response().headers().map()).append('\n');
		return answer;
	}

}
