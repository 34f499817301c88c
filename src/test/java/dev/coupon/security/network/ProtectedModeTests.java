package dev.coupon.security.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.RawConnection;
import dev.coupon.testing.RawConnection.RawAnswer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Whom a service answers that has no keys and no other settings. */
@HttpTest
class ProtectedModeTests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private final Api api;

	@Autowired
	ProtectedModeTests(Api api) {
		this.api = api;
	}

	private RawAnswer send(InetAddress address, String path, String headers) {
		return RawConnection.exchange(address, api.port(), "GET " + path + " HTTP/1.1\r\n" + headers + "\r\n");
	}

	private RawAnswer send(String headers) {
		return send(InetAddress.getLoopbackAddress(), CAMPAIGNS, headers);
	}

	private static void assertForbidden(RawAnswer answer, String... remedies) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
		assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
		assertThat(new JsonMapper().readTree(answer.body()).path("code").asString()).isEqualTo("forbidden");
		assertThat(answer.body()).contains("coupon.security.keys", "spring.security.oauth2.resourceserver.jwt");
		assertThat(List.of(remedies)).allMatch(answer.body()::contains);
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1" })
	void answersTheMachineItself(String address) throws UnknownHostException {
		assertThat(send(InetAddress.getByName(address), CAMPAIGNS, "Host: localhost\r\n").status()).isEqualTo(200);
	}

	/** What connects to an address of the machine's own comes from that address. */
	@Test
	void tellsOthersHowToGetIn() {
		List<InetAddress> others = Addresses.notLoopback();
		assumeThat(others).isNotEmpty();
		for (InetAddress address : others) {
			for (String path : List.of("/", CAMPAIGNS, CAMPAIGNS + "/x/coupons", "/swagger-ui/index.html",
					"/v3/api-docs", "/actuator/prometheus", "/nothing", "/warm-up-1/x")) {
				assertForbidden(send(address, path, "Host: localhost\r\n"), "coupon.security.trusted-networks");
			}
		}
	}

	@Test
	void tellsEveryoneWhetherItIsWell() {
		for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
			for (InetAddress address : Addresses.notLoopback()) {
				assertThat(send(address, path, "Host: localhost\r\n").status()).isEqualTo(200);
			}
			assertThat(send(InetAddress.getLoopbackAddress(), path,
					"Host: balancer.example\r\nX-Forwarded-For: 203.0.113.5\r\n")
				.status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For: 127.0.0.1", "x-forwarded-for: 203.0.113.5", "X-Forwarded-For:",
			"Forwarded: for=127.0.0.1", "X-Real-IP: 127.0.0.1" })
	void doesNotBelieveProxies(String header) {
		assertForbidden(send("Host: localhost\r\n" + header + "\r\n"), "server.forward-headers-strategy=native");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LocalHost", "localhost:8080", "localhost:1", "127.0.0.1", "127.0.0.1:65535",
			"[::1]", "[::1]:8080", "[FE80::1]:80", "192.0.2.17:8080" })
	void answersToLocalhostAndAddresses(String host) {
		assertThat(send("Host: " + host + "\r\n").status()).isEqualTo(200);
	}

	/** A page of evil.example can make its name mean 127.0.0.1 (DNS rebinding). */
	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example",
			"127.0.0.1.nip.io:8080", "evil-localhost", "evil.localhost", "localhost.", "127.0.0.1.", "0x7f000001",
			"2130706433", "1.2.3", "1.2.3.4.5", "" })
	void doesNotAnswerToOtherNames(String host) {
		assertForbidden(send("Host: " + host + "\r\n"), "coupon.security.trusted-hosts");
	}

	@Test
	void isNotConfusedAboutItsName() {
		InetAddress here = InetAddress.getLoopbackAddress();

		assertThat(send("").status()).isEqualTo(400);
		assertThat(send("Host: evil.example\r\nHost: localhost\r\n").status()).isEqualTo(400);
		assertThat(send("Host: localhost\r\nHost: evil.example\r\n").status()).isEqualTo(400);
		assertThat(send(here, "http://evil.example" + CAMPAIGNS, "Host: localhost\r\n").status()).isEqualTo(400);
		assertForbidden(send(here, "http://evil.example" + CAMPAIGNS, "Host: evil.example\r\n"));
		assertForbidden(RawConnection.exchange(here, api.port(),
				"GET " + CAMPAIGNS + " HTTP/1.0\r\nHost: evil.example\r\n\r\n"));
		assertForbidden(send("Host: evil.example\r\nX-Forwarded-Host: localhost\r\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://evil.example", "null", "", "http://localhost:1", "https://localhost", "localhost",
			"http://localhost:80.evil.example", "http://127.0.0.1" })
	void refusesWhatPagesFromElsewhereSend(String origin) {
		String headers = "Host: localhost\r\nOrigin: " + origin + "\r\n";

		assertForbidden(send(headers), "coupon.security.allowed-origins");
		for (String method : List.of("POST", "DELETE", "OPTIONS")) {
			RawAnswer answer = RawConnection.exchange(InetAddress.getLoopbackAddress(), api.port(), method + " "
					+ CAMPAIGNS + "/x HTTP/1.1\r\nAccess-Control-Request-Method: POST\r\n" + headers + "\r\n");
			assertForbidden(answer);
			assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
		}
	}

	@Test
	void answersItsOwnPages() {
		assertThat(send("Host: localhost:8080\r\nOrigin: http://localhost:8080\r\n").status()).isEqualTo(200);
		assertThat(send("Host: LOCALHOST:8080\r\nOrigin: http://localhost:8080\r\n").status()).isEqualTo(200);
		assertThat(send("Host: [::1]\r\nOrigin: http://[::1]\r\n").status()).isEqualTo(200);
	}

}
