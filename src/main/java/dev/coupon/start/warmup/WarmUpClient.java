package dev.coupon.start.warmup;

import dev.coupon.web.input.IdempotencyKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTP client that requests coupons from this service. */
final class WarmUpClient implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/**
	 * The header {@code traceparent} that turns tracing of a request off (W3C Trace
	 * Context).
	 */
	private static final String UNTRACED = "00-00000000000000000000000000000001-0000000000000001-00";

	/** The expected statuses: a coupon is issued (201), or none is left (409). */
	private static final Set<Integer> EXPECTED = Set.of(201, 409);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	void post(String url, @Nullable String idempotencyKey, @Nullable String json) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
			.timeout(PATIENCE)
			.header("traceparent", UNTRACED);
		if (idempotencyKey != null) {
			request.header(IdempotencyKey.HEADER, idempotencyKey);
		}
		if (json != null) {
			request.header("Content-Type", "application/json");
		}
		request.POST(json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
		try {
			int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
			if (!EXPECTED.contains(status)) {
				throw new IOException("it answers itself with " + status);
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", e);
		}
	}

	@Override
	public void close() {
		client.close();
	}

}
