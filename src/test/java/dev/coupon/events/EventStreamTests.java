package dev.coupon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Streams of events, which stay open. */
@HttpTest
@Timeout(60)
@TestPropertySource(properties = { "coupon.events.max-streams=2", "coupon.events.heartbeat=1s" })
class EventStreamTests {

	private final Api api;

	private final SettableClock clock;

	@Autowired
	EventStreamTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	/** A stream as a client reads it. */
	private final class Stream implements AutoCloseable {

		private final HttpClient client = HttpClient.newHttpClient();

		private final HttpResponse<InputStream> response;

		private final Scanner lines;

		private String lastId = "";

		private Stream(String query, String... headers) throws IOException, InterruptedException {
			HttpRequest.Builder request = HttpRequest
				.newBuilder(URI.create("http://localhost:" + api.port() + "/api/v1/events" + query))
				.header("Accept", "text/event-stream");
			HttpRequest built = (headers.length == 0 ? request : request.headers(headers)).build();
			HttpResponse<InputStream> answer = client.send(built, BodyHandlers.ofInputStream());
			// The readers of the tests before may not be missed yet.
			while (answer.statusCode() == 503) {
				answer = client.send(built, BodyHandlers.ofInputStream());
			}
			response = answer;
			lines = new Scanner(response.body(), StandardCharsets.UTF_8);
		}

		/** The types of the next events. */
		private List<String> next(int count) {
			List<String> types = new ArrayList<>();
			while (types.size() < count) {
				String line = lines.nextLine();
				if (line.startsWith("id: ")) {
					lastId = line.substring(4);
				}
				if (line.startsWith("event: ")) {
					types.add(line.substring(7));
				}
			}
			return types;
		}

		@Override
		public void close() {
			client.shutdownNow();
			lines.close();
		}

	}

	@Test
	void sendsWhatHappenedAndThenWhatHappens() throws Exception {
		String id = api.create(10);
		api.issue(id);
		try (Stream stream = new Stream("?campaignId=" + id)) {
			assertThat(stream.next(2)).containsExactly("campaign.created", "coupon.issued");

			api.issue(id);
			assertThat(stream.next(1)).containsExactly("coupon.issued");
			api.post("/api/v1/campaigns/" + id + "/pause");
			assertThat(stream.next(1)).containsExactly("campaign.paused");
			assertThat(stream.response.headers().map()).containsEntry("x-accel-buffering", List.of("no"));
			assertThat(stream.response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
		}
	}

	@Test
	void goesOnAfterTheLastEventThatTheReaderHas() throws Exception {
		String id = api.create(10);
		IntStream.range(0, 3).forEach(i -> api.issue(id));
		String seen;
		try (Stream stream = new Stream("?campaignId=" + id + "&limit=1")) {
			stream.next(2);
			seen = stream.lastId;
		}
		api.post("/api/v1/campaigns/" + id + "/pause");

		try (Stream stream = new Stream("?campaignId=" + id, "Last-Event-ID", seen)) {
			assertThat(stream.next(3)).containsExactly("coupon.issued", "coupon.issued", "campaign.paused");
		}
		assertThat(api.get("/api/v1/events?campaignId=" + id + "&after=" + seen).json().path("items").size())
			.isEqualTo(3);
	}

	@Test
	void showsThatItIsThereWhileOnlyOtherCampaignsHaveEvents() throws Exception {
		String quiet = api.create(10);
		String busy = api.create(100_000);
		AtomicBoolean seen = new AtomicBoolean();
		try (Stream stream = new Stream("?campaignId=" + quiet)) {
			stream.next(1);
			Thread others = Thread.ofVirtual().start(() -> {
				while (!seen.get()) {
					api.issue(busy);
					clock.advance(Duration.ofMillis(100));
				}
			});
			String line = stream.lines.nextLine();
			while (!line.equals(":")) {
				line = stream.lines.nextLine();
			}
			seen.set(true);
			others.join();
			assertThat(api.get("/api/v1/campaigns/" + busy).json().path("issued").asInt()).isPositive();
		}
	}

	@Test
	void tellsHowFarItHasComeWhereNothingWasAskedFor() throws Exception {
		String id = api.create(10);
		try (Stream stream = new Stream("?types=campaign.erased")) {
			String line = stream.lines.nextLine();
			while (!line.startsWith("id: ")) {
				line = stream.lines.nextLine();
			}
			String after = line.substring(4);
			api.issue(id);

			assertThat(api.get("/api/v1/events?campaignId=" + id + "&after=" + after).json().path("items").values())
				.extracting(event -> event.path("type").asString())
				.containsExactly("coupon.issued");
		}
	}

	@Test
	void answersAHeadWithoutAStream() {
		Answer answer = api.request("HEAD", "/api/v1/events").header("Accept", "text/event-stream").send();

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.mediaType()).startsWith("text/event-stream");
	}

	@Test
	void endsWhenItsTimeIsUp() throws Exception {
		try (Stream stream = new Stream("?types=campaign.erased")) {
			clock.advance(Duration.ofMinutes(16));

			assertThat(stream.lines.tokens()).isNotEmpty().doesNotContain("event:");
		}
	}

	@Test
	void opensNoMoreStreamsThanAllowedAndFreesThePlacesOfReadersWhoAreGone() throws Exception {
		String query = "?types=campaign.erased";
		try (Stream one = new Stream(query); Stream two = new Stream(query)) {
			assertThat(List.of(one.response.statusCode(), two.response.statusCode())).containsOnly(200);

			var refused = api.request("GET", "/api/v1/events").header("Accept", "text/event-stream").send();
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.problem()).isEqualTo("overloaded");
			assertThat(refused.header("Retry-After")).isPresent();
			assertThat(api.get("/api/v1/events?limit=1").status()).isEqualTo(200);
		}
		try (Stream again = new Stream(query)) {
			assertThat(again.response.statusCode()).isEqualTo(200);
		}
	}

	@Test
	void refusesAPositionThatIsNone() throws Exception {
		try (Stream stream = new Stream("", "Last-Event-ID", "x")) {
			assertThat(stream.response.statusCode()).isEqualTo(400);
			assertThat(new String(stream.response.body().readAllBytes(), StandardCharsets.UTF_8))
				.contains("Last-Event-ID");
		}
	}

}
