package dev.coupon.security.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * Fetches the keys with which an issuer signs its tokens, one fetch at a time, and at
 * most once in ten seconds, or once a second while the issuer fails. A token that names
 * an unknown key makes the service fetch them again, because the issuer may have got a
 * new one, and anybody can make up such tokens.
 */
public final class IssuerKeys extends RestTemplate {

	private static final Duration FRESH_FOR = Duration.ofSeconds(10);

	private static final Duration FAILED_FOR = Duration.ofSeconds(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	/** The last answers, each as what gives or throws it. */
	private final Cache<URI, Supplier<ResponseEntity<?>>> answers;

	private final ReentrantLock fetching = new ReentrantLock();

	public IssuerKeys(Ticker ticker) {
		SimpleClientHttpRequestFactory connections = new SimpleClientHttpRequestFactory();
		connections.setConnectTimeout(TIMEOUT);
		connections.setReadTimeout(TIMEOUT);
		setRequestFactory(connections);
		this.answers = Caffeine.newBuilder()
			.ticker(ticker)
			.expireAfter(Expiry.<URI, Supplier<ResponseEntity<?>>>writing(
					(url, answer) -> answer instanceof Failure ? FAILED_FOR : FRESH_FOR))
			.build();
	}

	/** Asks an address, which must always be asked for the same type. */
	@Override
	@SuppressWarnings("unchecked")
	public <T> ResponseEntity<T> exchange(RequestEntity<?> request, Class<T> type) {
		Supplier<ResponseEntity<?>> known = answers.getIfPresent(request.getUrl());
		return (ResponseEntity<T>) (known != null ? known : fetched(request, type)).get();
	}

	/** Asks, unless another thread has just got an answer. */
	private Supplier<ResponseEntity<?>> fetched(RequestEntity<?> request, Class<?> type) {
		fetching.lock();
		try {
			Supplier<ResponseEntity<?>> answer = answers.getIfPresent(request.getUrl());
			if (answer == null) {
				answer = fetch(request, type);
				answers.put(request.getUrl(), answer);
			}
			return answer;
		}
		finally {
			fetching.unlock();
		}
	}

	private Supplier<ResponseEntity<?>> fetch(RequestEntity<?> request, Class<?> type) {
		try {
			ResponseEntity<?> keys = super.exchange(request, type);
			return () -> keys;
		}
		catch (RestClientException e) {
			return new Failure(e);
		}
	}

	private record Failure(RestClientException cause) implements Supplier<ResponseEntity<?>> {

		@Override
		public ResponseEntity<?> get() {
			throw cause;
		}

	}

}
