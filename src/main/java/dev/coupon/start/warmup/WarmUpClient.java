package dev.coupon.start.warmup;

import dev.coupon.web.input.IdempotencyKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/** HTTP client that requests coupons from this service. */
final class WarmUpClient {

	/** The longest wait for a connection or an answer, in milliseconds. */
	private static final int PATIENCE = 5_000;

	/**
	 * The header {@code traceparent} that turns tracing of a request off (W3C Trace
	 * Context).
	 */
	private static final String UNTRACED = "00-00000000000000000000000000000001-0000000000000001-00";

	/** The expected statuses: a coupon is issued (201), or none is left (409). */
	private static final Set<Integer> EXPECTED = Set.of(201, 409);

	private static final byte[] NOTHING = {};

	private final AnyCertificate any = new AnyCertificate();

	void post(String url, @Nullable String idempotencyKey, @Nullable String json) throws IOException {
		HttpURLConnection request = open(url);
		if (idempotencyKey != null) {
			request.setRequestProperty(IdempotencyKey.HEADER, idempotencyKey);
		}
		if (json != null) {
			request.setRequestProperty("Content-Type", "application/json");
		}
		request.setDoOutput(true);
		try (OutputStream body = request.getOutputStream()) {
			body.write(json == null ? NOTHING : json.getBytes(StandardCharsets.UTF_8));
		}
		int status = request.getResponseCode();
		if (!EXPECTED.contains(status)) {
			throw new IOException("it answers itself with " + status);
		}
		try (InputStream answer = status < 400 ? request.getInputStream() : request.getErrorStream()) {
			answer.readAllBytes();
		}
	}

	private HttpURLConnection open(String url) throws IOException {
		HttpURLConnection request = (HttpURLConnection) URI.create(url).toURL().openConnection();
		if (request instanceof HttpsURLConnection secure) {
			any.acceptFor(secure);
		}
		request.setConnectTimeout(PATIENCE);
		request.setReadTimeout(PATIENCE);
		request.setRequestMethod("POST");
		request.setRequestProperty("traceparent", UNTRACED);
		return request;
	}

}
