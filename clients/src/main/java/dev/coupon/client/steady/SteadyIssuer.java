package dev.coupon.client.steady;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.coupon.client.ApiClient;
import dev.coupon.client.ApiException;
import dev.coupon.client.api.CouponsApi;
import dev.coupon.client.model.Batch;
import dev.coupon.client.model.BatchRow;
import dev.coupon.client.model.Coupon;
import dev.coupon.client.model.IssueBody;
import dev.coupon.client.model.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Issues coupons with the generated client. A request that gets no answer, or is answered
 * that it may be repeated, is sent again with the same key, so that nobody gets a second
 * coupon for it.
 */
public final class SteadyIssuer {

	private static final int ATTEMPTS = 6;

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	/** The service may ask for more, such as until an hour is over; then a caller decides. */
	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private final ApiClient client;

	private final CouponsApi coupons;

	private final String key;

	/**
	 * @param url where the service is
	 * @param key an API key or a token; empty for none
	 */
	public SteadyIssuer(String url, String key) {
		this.key = key;
		this.client = new ApiClient().setConnectTimeout(Duration.ofSeconds(2)).setReadTimeout(Duration.ofSeconds(30));
		client.updateBaseUri(url);
		client.setRequestInterceptor(this::authorize);
		this.coupons = new CouponsApi(client);
	}

	private void authorize(HttpRequest.Builder request) {
		if (!key.isEmpty()) {
			request.setHeader("Authorization", "Bearer " + key);
		}
	}

	/** The generated client, for all other operations. */
	public ApiClient client() {
		return client;
	}

	/**
	 * Issues a coupon.
	 * @param requestKey names the request among those to the campaign, such as the number
	 * of an order. Keep it before the first attempt, and use it again after a restart
	 * @throws ApiException if there is no coupon, or the service asks to wait for more than
	 * a minute; see {@link #problem}
	 */
	public Coupon issue(String campaignId, String userId, String requestKey)
			throws ApiException, InterruptedException {
		for (int attempt = 1;; attempt++) {
			try {
				return coupons.issueCoupon(campaignId, requestKey, new IssueBody().userId(userId));
			}
			catch (ApiException e) {
				Duration pause = pause(attempt, e);
				if (attempt == ATTEMPTS || !mayBeRepeated(e) || pause.compareTo(LONGEST_PAUSE) > 0) {
					throw e;
				}
				Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(FIRST_PAUSE.toMillis())));
			}
		}
	}

	/** Tells whether the same request may succeed in a few seconds. */
	private boolean mayBeRepeated(ApiException e) {
		return switch (e.getCode()) {
			case 0 -> e.getCause() instanceof IOException;
			case 429, 502, 503, 504 -> true;
			default -> false;
		};
	}

	/** The pause that the service asks for; else one that doubles. */
	private static Duration pause(int attempt, ApiException e) {
		Duration doubled = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
		Duration asked = Optional.ofNullable(e.getResponseHeaders())
			.flatMap(headers -> headers.firstValue("Retry-After"))
			.flatMap(text -> RetryAfter.read(text, Instant.now()))
			.orElse(Duration.ZERO);
		return asked.compareTo(doubled) > 0 ? asked : doubled;
	}

	/**
	 * The problem that the service named. Its code is {@code UNKNOWN_DEFAULT_OPEN_API} if
	 * this client is older than the code; its status then still tells what to do.
	 */
	public Optional<Problem> problem(ApiException e) {
		try {
			return e.getResponseBody() == null ? Optional.empty()
					: Optional.of(client.getObjectMapper().readValue(e.getResponseBody(), Problem.class));
		}
		catch (JsonProcessingException notOfTheService) {
			return Optional.empty();
		}
	}

	/**
	 * Issues up to 1,000 coupons, and returns a row for each item, in order. The generated
	 * operation reads one row only, because the answer is a line for each. To repeat a
	 * batch, send the same items with the same key.
	 */
	public List<BatchRow> issue(String campaignId, Batch batch, String batchKey)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create(client.getBaseUri() + "/api/v1/campaigns/"
					+ URLEncoder.encode(campaignId, StandardCharsets.UTF_8) + "/coupons/batch"))
			.timeout(client.getReadTimeout())
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", batchKey)
			.POST(BodyPublishers.ofByteArray(client.getObjectMapper().writeValueAsBytes(batch)));
		authorize(request);
		HttpResponse<byte[]> answer = client.getHttpClient().send(request.build(), BodyHandlers.ofByteArray());
		if (answer.statusCode() != 200) {
			throw new IOException("The batch was refused: " + new String(answer.body(), StandardCharsets.UTF_8));
		}
		try (MappingIterator<BatchRow> rows = client.getObjectMapper()
			.readerFor(BatchRow.class)
			.readValues(answer.body())) {
			return rows.readAll();
		}
	}

}
