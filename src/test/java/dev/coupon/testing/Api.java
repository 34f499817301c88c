package dev.coupon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the running service, as plain as curl. */
public final class Api {

	private static final JsonMapper JSON = new JsonMapper();

	private static final AtomicInteger NAMES = new AtomicInteger();

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final int port;

	/** A client of the service on a port of this machine. */
	public Api(int port) {
		this.port = port;
	}

	public int port() {
		return port;
	}

	/** An id that no other test has. */
	public static String newId() {
		return "test-" + NAMES.incrementAndGet();
	}

	/** Settings of a campaign that runs for years. */
	public static String settings(String id, int maxCoupons) {
		return settings(id, maxCoupons, "");
	}

	/** The same without an id. */
	public static String settingsWithoutId(int maxCoupons) {
		return settings("", maxCoupons).replace("\"id\": \"\", ", "");
	}

	/** The same with more members, such as {@code , "perUserLimit": 1}. */
	public static String settings(String id, int maxCoupons, String more) {
		return """
				{"id": "%s", "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2090-01-01T00:00:00Z",
				 "maxCoupons": %d%s}""".formatted(id, maxCoupons, more);
	}

	/** Settings of a campaign with imported codes and no maximum. */
	public static String importing(String id, String more) {
		return settings(id, 1, ", \"codeFormat\": {\"imported\": true}" + more).replace("\"maxCoupons\": 1,", "");
	}

	/** Creates such a campaign; returns its id. */
	public String create(int maxCoupons, String more) {
		String id = newId();
		assertThat(post("/api/v1/campaigns", settings(id, maxCoupons, more)).status()).isEqualTo(201);
		return id;
	}

	public String create(int maxCoupons) {
		return create(maxCoupons, "");
	}

	/** Issues a coupon; returns its code. */
	public String issue(String campaignId) {
		return post("/api/v1/campaigns/" + campaignId + "/coupons").json().path("code").asString();
	}

	public Answer get(String path) {
		return request("GET", path).send();
	}

	public Answer post(String path) {
		return request("POST", path).send();
	}

	public Answer post(String path, String json) {
		return request("POST", path).json(json).send();
	}

	public Answer patch(String path, String json) {
		return request("PATCH", path).header("Content-Type", "application/merge-patch+json").body(json).send();
	}

	public Answer delete(String path) {
		return request("DELETE", path).send();
	}

	public Call request(String method, String path) {
		return new Call(method, path);
	}

	/** A request that is being put together. */
	public final class Call {

		private final HttpRequest.Builder request;

		private final String method;

		private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

		private Call(String method, String path) {
			this.method = method;
			this.request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
				.timeout(Duration.ofSeconds(20));
		}

		public Call header(String name, String value) {
			request.header(name, value);
			return this;
		}

		/** Shows an API key or a JWT. */
		public Call key(String key) {
			return header("Authorization", "Bearer " + key);
		}

		public Call json(String json) {
			return header("Content-Type", "application/json").body(json);
		}

		public Call body(String text) {
			return body(BodyPublishers.ofString(text));
		}

		public Call body(HttpRequest.BodyPublisher publisher) {
			this.body = publisher;
			return this;
		}

		public Answer send() {
			try {
				HttpResponse<String> response = client.send(request.method(method, body).build(),
						BodyHandlers.ofString());
				return new Answer(response);
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
		}

	}

	/** What the service answered. */
	public record Answer(HttpResponse<String> response) {
		public int status() {
			return response.statusCode();
		}

		public String body() {
			return response.body();
		}

		public JsonNode json() {
			return JSON.readTree(response.body());
		}

		public Optional<String> header(String name) {
			return response.headers().firstValue(name);
		}

		public String mediaType() {
			return header("Content-Type").orElse("").replaceFirst(";.*", "");
		}

		/** The code of the problem, or nothing if it is none. */
		public String problem() {
			return mediaType().equals("application/problem+json") ? json().path("code").asString() : "";
		}

		@Override
		public String toString() {
			return status() + " " + body();
		}
	}

}
