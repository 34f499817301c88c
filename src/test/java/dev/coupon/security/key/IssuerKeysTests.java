package dev.coupon.security.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.client.ExpectedCount.manyTimes;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.RequestEntity;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.HttpServerErrorException;

/** The keys of an issuer are asked for seldom, whoever makes up tokens. */
class IssuerKeysTests {

	private static final URI ADDRESS = URI.create("https://issuer.example/keys");

	private final AtomicLong time = new AtomicLong();

	private final AtomicInteger asked = new AtomicInteger();

	private final IssuerKeys keys = new IssuerKeys(time::get);

	private HttpStatus status = HttpStatus.OK;

	IssuerKeysTests() {
		MockRestServiceServer issuer = MockRestServiceServer.bindTo(keys).build();
		issuer.expect(manyTimes(), requestTo(ADDRESS))
			.andRespond(
					request -> new MockClientHttpResponse(("keys " + asked.incrementAndGet()).getBytes(UTF_8), status));
	}

	private @Nullable String fetch() {
		return keys.exchange(RequestEntity.get(ADDRESS).build(), String.class).getBody();
	}

	@Test
	void areFetchedAtMostOnceInTenSeconds() {
		assertThat(fetch()).isEqualTo("keys 1");
		time.addAndGet(Duration.ofSeconds(9).toNanos());
		assertThat(fetch()).isEqualTo("keys 1");
		time.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(fetch()).isEqualTo("keys 2");
	}

	@Test
	void areFetchedAgainAtOnceIfTheIssuerFailed() {
		status = HttpStatus.SERVICE_UNAVAILABLE;
		assertThatThrownBy(this::fetch).isInstanceOf(HttpServerErrorException.class);
		status = HttpStatus.OK;
		assertThat(fetch()).isEqualTo("keys 2");
	}

}
