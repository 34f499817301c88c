package dev.coupon.kill;

import dev.coupon.kill.Answer.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Asks a service over HTTP and writes down what it is told. */
final class Shop implements AutoCloseable {

	/** More than a service ever takes. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Ledger ledger;

	Shop(Ledger ledger) {
		this.ledger = ledger;
	}

	Answer ask(URI service, Request request) {
		ledger.write(request, Answer.NONE);
		String key = request.isRepeatable() ? request.id() : null;
		Answer answer = request.code() == null
				? post(service.resolve("/api/v1/campaigns/" + request.campaign() + "/coupons"), key,
						"{\"userId\": \"%s\"}".formatted(request.user()))
				: post(service.resolve("/api/v1/coupons/" + request.code() + "/redemption"), key,
						"{\"reference\": \"%s\"}".formatted(request.id()));
		ledger.write(request, answer);
		return answer;
	}

	/** Creates a campaign, unless it is there. */
	boolean create(URI service, String campaign, int maxCoupons, int perUserLimit) {
		return post(service.resolve("/api/v1/campaigns"), null, """
				{"id": "%s", "startsAt": "2020-01-01", "endsAt": "9999-12-31", "maxCoupons": %d, "perUserLimit": %d}"""
			.formatted(campaign, maxCoupons, perUserLimit)).is(Kind.DONE);
	}

	private Answer post(URI uri, @Nullable String key, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.timeout(PATIENCE)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body));
		if (key != null) {
			request.header("Idempotency-Key", key);
		}
		try {
			HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
			return Answer.of(response.statusCode(),
					JsonMapper.shared().readTree(response.body()).path("code").asString(""));
		}
		catch (ConnectException e) {
			return new Answer(Kind.NOT_DONE, "no connection");
		}
		catch (IOException e) {
			return new Answer(Kind.UNKNOWN, e.toString());
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public void close() {
		client.close();
	}

}
