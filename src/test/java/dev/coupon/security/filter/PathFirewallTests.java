package dev.coupon.security.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Paths that programs may read in different ways are refused. */
class PathFirewallTests {

	private static final String[] PARTS = { "a", "Z", "0", "-", "_", "/", "/", "/", ".", "..", ";", "%2e", "%2f", "%00",
			"%25", "\\", "%5c", "~", "\u00e9" };

	private final HttpFirewall firewall = new PathFirewall();

	private final HttpFirewall springs = new StrictHttpFirewall();

	private static boolean lets(HttpFirewall firewall, String path) {
		try {
			firewall.getFirewalledRequest(new MockHttpServletRequest("GET", path));
			return true;
		}
		catch (RequestRejectedException e) {
			return false;
		}
	}

	/**
	 * All that Spring Security refuses is refused, but for encoded percent signs, which a
	 * code may have.
	 */
	@Test
	void areRefusedAsBySpringSecurity() {
		Random random = new Random(1);
		int refused = 0;
		for (int i = 0; i < 100_000; i++) {
			StringBuilder path = new StringBuilder("/");
			int parts = random.nextInt(6);
			for (int j = 0; j < parts; j++) {
				path.append(PARTS[random.nextInt(PARTS.length)]);
			}
			boolean isLet = lets(springs, path.toString()) || path.indexOf("%25") >= 0;
			refused += isLet ? 0 : 1;
			if (!isLet) {
				assertThat(lets(firewall, path.toString())).as(path.toString()).isFalse();
			}
		}
		assertThat(refused).isGreaterThan(1_000);
	}

	@Test
	void areNotThoseOfTheService() {
		for (String path : new String[] { "/", "/api/v1/campaigns/flash-sale_1/coupons", "/api/v1/campaigns/a.b",
				"/api/v1/coupons/%EA%B0%80", "/api/v1/coupons/a%25b", "/api/v1/coupons/a%0Ab" }) {
			assertThat(firewall.getFirewalledRequest(new MockHttpServletRequest("GET", path)).getRequestURI())
				.isEqualTo(path);
		}
	}

	@Test
	void includeDoubleSlashesBetweenPlainNames() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api//v1");
		assertThatThrownBy(() -> firewall.getFirewalledRequest(request)).isInstanceOf(RequestRejectedException.class);
	}

}
