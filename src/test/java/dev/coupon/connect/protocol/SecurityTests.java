package dev.coupon.connect.protocol;

import static dev.coupon.connect.protocol.ConnectClient.CREATE;
import static dev.coupon.connect.protocol.ConnectClient.GET;
import static dev.coupon.connect.protocol.ConnectClient.ISSUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.procedure.v1.IssueCouponReq;
import dev.coupon.testing.Api;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What security says to calls, with keys and without. */
class SecurityTests {

	@Nested
	@ConnectTest
	class WithoutKeys {

		private final ConnectClient client;

		@Autowired
		WithoutKeys(ConnectClient client) {
			this.client = client;
		}

		@Test
		void turnsAwayWhatComesFromElsewhere() {
			for (String path : List.of(CREATE, GET, ISSUE, "/v1.CouponService/Unknown")) {
				assertThat(client.send(client.json(path, "{}").header("X-Forwarded-For", "192.0.2.1")).error())
					.isEqualTo("403 permission_denied");
			}
		}

	}

	@Nested
	@ConnectTest
	@TestPropertySource(properties = "coupon.security.allowed-origins=https://shop.example")
	class WithPagesElsewhere {

		private static final String SHOP = "https://shop.example";

		private final ConnectClient client;

		@Autowired
		WithPagesElsewhere(ConnectClient client) {
			this.client = client;
		}

		private ConnectClient.Answer preflight(String path, String origin) {
			return client.send(client.request(path)
				.method("OPTIONS", HttpRequest.BodyPublishers.noBody())
				.headers("Origin", origin, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers",
						"content-type,connect-protocol-version"));
		}

		@Test
		void letsThemCallEveryProcedure() {
			for (String path : List.of(CREATE, GET, ISSUE)) {
				ConnectClient.Answer asked = preflight(path, SHOP);
				ConnectClient.Answer called = client.send(client.json(path, "{}").header("Origin", SHOP));

				assertThat(asked.status()).isEqualTo(200);
				assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
				assertThat(asked.header("Access-Control-Allow-Headers")).contains("connect-protocol-version");
				assertThat(asked.header("Access-Control-Max-Age")).isEqualTo("7200");
				assertThat(called.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
				assertThat(called.header("Access-Control-Expose-Headers")).contains("Retry-After");
			}
		}

		@Test
		void turnsAwayOthersInTheFormOfTheProtocol() {
			assertThat(preflight(ISSUE, "https://evil.example").error()).isEqualTo("403 permission_denied");
			assertThat(client.send(client.json(ISSUE, "{}").header("Origin", "https://evil.example")).error())
				.isEqualTo("403 permission_denied");
		}

	}

	@Nested
	@ConnectTest
	@TestPropertySource(properties = { "coupon.security.keys.app.roles=ISSUE",
			"coupon.security.keys.app.sha256=2924a27d7fc715372a952b03583ae5f1221556bcdabbf2a57ff5de577efe11c1",
			"coupon.security.keys.office.roles=ADMIN",
			"coupon.security.keys.office.sha256=b1daf6e56a8188a1b9374f7136b1acd4d3ebfafddcfbe4422f193496d43ec349",
			"coupon.limits.issues-per-key=4/1h" })
	class WithKeys {

		private static final String APP = "app-key";

		private static final String OFFICE = "office-key";

		private final ConnectClient client;

		@Autowired
		WithKeys(ConnectClient client) {
			this.client = client;
		}

		private String error(String path, String... headers) {
			HttpRequest.Builder request = client.json(path, "{}");
			return client.send(headers.length == 0 ? request : request.headers(headers)).error();
		}

		@Test
		void wantsAKey() {
			for (String path : List.of(CREATE, GET, ISSUE, "/v1.CouponService/Unknown")) {
				assertThat(error(path)).isEqualTo("401 unauthenticated");
				assertThat(error(path, "X-API-Key", "wrong")).isEqualTo("401 unauthenticated");
			}
		}

		@Test
		void wantsTheRoleOfTheProcedure() {
			assertThat(error(CREATE, "X-API-Key", APP)).isEqualTo("403 permission_denied");
			assertThat(error(GET, "X-API-Key", APP)).isEqualTo("403 permission_denied");
			assertThat(error(ISSUE, "X-API-Key", OFFICE)).isEqualTo("403 permission_denied");
			assertThat(error(CREATE, "X-API-Key", OFFICE)).isEqualTo("400 invalid_argument");
			assertThat(error(GET, "Authorization", "Bearer " + OFFICE)).isEqualTo("404 not_found");
		}

		@ParameterizedTest
		@EnumSource
		void limitsIssuesWhateverTheirTimeout(Codec codec) {
			String id = Api.newId();
			client
				.send(client.request(CREATE, codec, ConnectClient.campaign(id, 9).build()).header("X-API-Key", OFFICE));
			ConnectClient.Answer answer = issue(codec, id);
			for (int i = 0; answer.status() == 200 && i < 4; i++) {
				answer = issue(codec, id);
			}

			assertThat(answer.error()).isEqualTo("429 resource_exhausted");
			assertThat(answer.header("Retry-After")).isNotBlank();
			assertThat(answer.header("RateLimit")).isNotBlank();
		}

		private ConnectClient.Answer issue(Codec codec, String id) {
			return client.send(client.request(ISSUE, codec, IssueCouponReq.newBuilder().setCampaignId(id).build())
				.headers("X-API-Key", APP, "Connect-Timeout-Ms", "5000"));
		}

	}

}
