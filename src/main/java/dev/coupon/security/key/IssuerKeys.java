package dev.coupon.security.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/**
 * Fetches the keys with which an issuer signs its tokens, at most once in ten seconds. A
 * token that names an unknown key makes the service fetch them again, because the issuer
 * may have got a new one, and anybody can make up such tokens.
 */
public final class IssuerKeys extends RestTemplate {

	private static final Duration FRESH_FOR = Duration.ofSeconds(10);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	/** The last answers. Failures are not kept, so the next token asks again. */
	private final Cache<URI, ResponseEntity<?>> answers;

	public IssuerKeys(Ticker ticker) {
		SimpleClientHttpRequestFactory connections = new SimpleClientHttpRequestFactory();
		connections.setConnectTimeout(TIMEOUT);
		connections.setReadTimeout(TIMEOUT);
		setRequestFactory(connections);
		this.answers = Caffeine.newBuilder().ticker(ticker).expireAfterWrite(FRESH_FOR).build();
	}

	/** Asks an address, which must always be asked for the same type. */
	@Override
	@SuppressWarnings("unchecked")
	public <T> ResponseEntity<T> exchange(RequestEntity<?> request, Class<T> type) {
		ResponseEntity<?> known = answers.getIfPresent(request.getUrl());
		if (known == null) {
			known = super.exchange(request, type);
			answers.put(request.getUrl(), known);
		}
		return (ResponseEntity<T>) known;
	}

}
