package dev.coupon.security.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.CouponApplication;
import dev.coupon.testing.RawConnection;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A service without keys whose operators have a port of their own, and which believes
 * everybody's headers where it can.
 */
@SpringBootTest(classes = CouponApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "coupon.warm-up.requests=0", "management.server.port=0", "springdoc.api-docs.enabled=false",
				"server.forward-headers-strategy=framework" })
class ProtectedPortsTests {

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int operators;

	private static int status(InetAddress address, int port, String path, String headers) {
		return RawConnection
			.exchange(address, port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
			.status();
	}

	@Test
	void protectsThePortOfItsOperatorsToo() {
		InetAddress here = InetAddress.getLoopbackAddress();

		assertThat(status(here, operators, "/actuator/prometheus", "")).isEqualTo(200);
		assertThat(status(here, operators, "/actuator/prometheus", "Origin: http://evil.example\r\n")).isEqualTo(403);
		for (InetAddress address : Addresses.notLoopback()) {
			assertThat(status(address, operators, "/actuator/prometheus", "")).isEqualTo(403);
			assertThat(status(address, operators, "/actuator/health", "")).isEqualTo(200);
		}
	}

	/** Anybody can send them, and nobody takes them away. */
	@Test
	void doesNotGoByHeadersThatEverybodyMaySend() {
		InetAddress here = InetAddress.getLoopbackAddress();

		assertThat(status(here, port, "/api/v1/campaigns", "")).isEqualTo(200);
		assertThat(status(here, port, "/api/v1/campaigns", "X-Forwarded-For: 127.0.0.1\r\n")).isEqualTo(403);
		for (InetAddress address : Addresses.notLoopback()) {
			for (String header : new String[] { "X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1",
					"Forwarded: for=\"[::1]\"" }) {
				assertThat(status(address, port, "/api/v1/campaigns", header + "\r\n")).isEqualTo(403);
			}
		}
	}

}
