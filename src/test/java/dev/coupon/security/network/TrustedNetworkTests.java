package dev.coupon.security.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.RawConnection;
import dev.coupon.testing.RawConnection.RawAnswer;
import dev.coupon.testing.TestSetup;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Whom a service without keys answers that trusts other networks than the machine itself,
 * a proxy, a name and a page.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "coupon.warm-up.requests=0", "server.forward-headers-strategy=native",
				"coupon.security.trusted-hosts=Coupons.internal",
				"coupon.security.allowed-origins=https://shop.example" })
@Import(TestSetup.class)
class TrustedNetworkTests {

	private static final String PROXIED = "Host: localhost\r\nX-Forwarded-For: 198.51.100.7\r\n";

	private final Api api;

	@Autowired
	TrustedNetworkTests(Api api) {
		this.api = api;
	}

	/** A network that is nobody's, and the machine's own addresses. */
	@DynamicPropertySource
	static void trust(DynamicPropertyRegistry settings) {
		settings.add("coupon.security.trusted-networks",
				() -> Stream
					.concat(Stream.of("198.51.100.0/24"),
							Addresses.notLoopback().stream().map(address -> withoutScope(address)))
					.collect(Collectors.joining(",")));
	}

	private static String withoutScope(InetAddress address) {
		return address.getHostAddress().replaceFirst("%.*", "");
	}

	private RawAnswer send(InetAddress address, String method, String headers) {
		return RawConnection.exchange(address, api.port(),
				method + " /api/v1/campaigns HTTP/1.1\r\n" + headers + "\r\n");
	}

	private RawAnswer send(String headers) {
		return send(InetAddress.getLoopbackAddress(), "GET", headers);
	}

	@Test
	void doesNotAnswerTheMachineItselfUnlessItIsTrusted() {
		assertThat(send("Host: localhost\r\n").status()).isEqualTo(403);
		assertThat(send("Host: localhost\r\n").body()).contains("coupon.security.trusted-networks");
	}

	@Test
	void answersAddressesOfTrustedNetworks() {
		List<InetAddress> addresses = Addresses.notLoopback();
		assumeThat(addresses).isNotEmpty();
		for (InetAddress address : addresses) {
			assertThat(send(address, "GET", "Host: localhost\r\n").status()).as(address.toString()).isEqualTo(200);
			assertThat(send(address, "GET", PROXIED).status()).as("no proxy of ours").isEqualTo(403);
		}
	}

	@Test
	void goesByTheAddressThatATrustedProxyTells() {
		assertThat(send(PROXIED).status()).isEqualTo(200);
		assertThat(send("Host: localhost\r\nX-Forwarded-For: 203.0.113.5\r\n").status()).isEqualTo(403);
	}

	/** A proxy appends the address of its client to what that has sent. */
	@ParameterizedTest
	@ValueSource(strings = { "198.51.100.7, 203.0.113.5", "127.0.0.1, 203.0.113.5", "203.0.113.5, 198.51.100.7",
			"127.0.0.1, 198.51.100.7", "198.51.100.7, nonsense" })
	void doesNotBelieveWhatTheClientOfAProxyTells(String chain) {
		assertThat(send("Host: localhost\r\nX-Forwarded-For: " + chain + "\r\n").status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded: for=198.51.100.7", "X-Real-IP: 198.51.100.7" })
	void doesNotBelieveOtherHeaders(String header) {
		assertThat(send(PROXIED + header + "\r\n").status()).isEqualTo(403);
	}

	@Test
	void answersToTrustedNames() {
		String proxied = PROXIED.replace("localhost", "%s");

		assertThat(send(proxied.formatted("coupons.internal")).status()).isEqualTo(200);
		assertThat(send(proxied.formatted("COUPONS.internal:8080")).status()).isEqualTo(200);
		assertThat(send(proxied.formatted("evil.coupons.internal")).status()).isEqualTo(403);
		assertThat(send(proxied.formatted("evil.example")).status()).isEqualTo(403);
	}

	@Test
	void answersPagesOfAllowedOrigins() {
		RawAnswer answer = send(PROXIED + "Origin: https://shop.example\r\n");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.headers()).containsEntry("access-control-allow-origin", "https://shop.example");
		assertThat(answer.headers()).doesNotContainKey("access-control-allow-credentials");
		assertThat(preflight("https://shop.example").status()).isEqualTo(200);
		assertThat(preflight("https://shop.example").headers()).containsEntry("access-control-allow-origin",
				"https://shop.example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "http://shop.example", "https://shop.example.evil.example",
			"https://shop.example:444", "null" })
	void refusesPagesOfOtherOrigins(String origin) {
		for (RawAnswer answer : List.of(send(PROXIED + "Origin: " + origin + "\r\n"), preflight(origin))) {
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.headers()).containsEntry("content-type", "application/problem+json")
				.doesNotContainKey("access-control-allow-origin");
			assertThat(answer.body()).contains("\"code\":\"forbidden\"", "coupon.security.allowed-origins");
		}
	}

	private RawAnswer preflight(String origin) {
		return send(InetAddress.getLoopbackAddress(), "OPTIONS", PROXIED + "Origin: " + origin
				+ "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-api-key\r\n");
	}

}
