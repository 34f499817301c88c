package dev.coupon.web.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.HandlerMapping;

/** Look-ups that are sent at once, before any of them is answered. */
@HttpTest
@TestPropertySource(properties = { "coupon.limits.failed-look-ups=3/1m", "coupon.limits.issues-per-user=2/1m",
		"coupon.limits.issues-per-key=5/1m", "coupon.body.max-time=1s" })
class FailedLookUpsTests {

	private final FailedLookUps lookUps;

	private final SettableClock clock;

	@Autowired
	FailedLookUpsTests(FailedLookUps lookUps, SettableClock clock) {
		this.lookUps = lookUps;
		this.clock = clock;
	}

	@BeforeEach
	void everyoneMayAskAgain() {
		clock.advance(Duration.ofMinutes(2));
	}

	private static MockHttpServletRequest lookUp() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/api/v1/coupons/{code}");
		return request;
	}

	private int begin() throws IOException {
		MockHttpServletResponse response = new MockHttpServletResponse();
		boolean begun = lookUps.preHandle(lookUp(), response, this);
		assertThat(begun).isEqualTo(response.getStatus() == 200);
		return response.getStatus();
	}

	private void end(int status) {
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.setStatus(status);
		lookUps.afterCompletion(lookUp(), response, this, null);
	}

	@Test
	void areTakenForGuessesUntilTheyAreAnswered() throws IOException {
		for (int i = 0; i < 3; i++) {
			assertThat(begin()).isEqualTo(200);
		}
		assertThat(begin()).isEqualTo(429);

		end(200);
		assertThat(begin()).isEqualTo(200);
		assertThat(begin()).isEqualTo(429);

		end(404);
		assertThat(begin()).isEqualTo(429);
		end(200);
		end(200);
		assertThat(begin()).isEqualTo(200);
		assertThat(begin()).isEqualTo(200);
		assertThat(begin()).isEqualTo(429);
		end(200);
		end(200);
	}

}
