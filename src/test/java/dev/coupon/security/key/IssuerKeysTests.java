package dev.coupon.security.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.client.ExpectedCount.manyTimes;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.RequestEntity;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.HttpServerErrorException;

/** The keys of an issuer are asked for seldom, whoever makes up tokens. */
class IssuerKeysTests {

	private interface Pause {

		void run() throws InterruptedException;

	}

	private static final URI ADDRESS = URI.create("https://issuer.example/keys");

	private final AtomicLong time = new AtomicLong();

	private final AtomicInteger asked = new AtomicInteger();

	private final IssuerKeys keys = new IssuerKeys(time::get);

	private HttpStatus status = HttpStatus.OK;

	private Pause beforeAnswer = () -> {
	};

	IssuerKeysTests() {
		MockRestServiceServer issuer = MockRestServiceServer.bindTo(keys).build();
		issuer.expect(manyTimes(), requestTo(ADDRESS)).andRespond(request -> answer());
	}

	private ClientHttpResponse answer() throws IOException {
		String body = "keys " + asked.incrementAndGet();
		try {
			beforeAnswer.run();
		}
		catch (InterruptedException e) {
			throw new IOException(e);
		}
		return new MockClientHttpResponse(body.getBytes(UTF_8), status);
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
	void areFetchedAgainAfterASecondIfTheIssuerFailed() {
		status = HttpStatus.SERVICE_UNAVAILABLE;
		assertThatThrownBy(this::fetch).isInstanceOf(HttpServerErrorException.class);
		status = HttpStatus.OK;
		time.addAndGet(Duration.ofMillis(999).toNanos());
		assertThatThrownBy(this::fetch).isInstanceOf(HttpServerErrorException.class);
		assertThat(asked).hasValue(1);
		time.addAndGet(Duration.ofMillis(1).toNanos());
		assertThat(fetch()).isEqualTo("keys 2");
	}

	@Test
	void areFetchedOnceForAllWhoAskAtTheSameTime() throws Exception {
		int callers = 8;
		CountDownLatch asking = new CountDownLatch(callers);
		beforeAnswer = asking::await;
		try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
			List<Future<@Nullable String>> answers = threads
				.invokeAll(Collections.nCopies(callers, (Callable<@Nullable String>) () -> {
					asking.countDown();
					return fetch();
				}));
			for (Future<@Nullable String> answer : answers) {
				assertThat(answer.get()).isEqualTo("keys 1");
			}
		}
	}

}
