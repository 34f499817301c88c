package dev.coupon.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reader of the feed of events, who asks any of the services for the next page, and
 * goes on where the last answer ended when a service is gone.
 */
final class FeedReader implements AutoCloseable {

	private static final int LONGEST_PAGE = 200;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/**
	 * An event.
	 *
	 * @param campaign the id of its campaign
	 * @param number its number in the campaign
	 * @param code the code of the coupon that it is about; empty if there is none
	 */
	record Read(String campaign, int number, String type, String code) {
	}

	private final List<URI> services;

	private final Random random;

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<Read> events = new ArrayList<>();

	private String after = "";

	FeedReader(List<URI> services, Random random) {
		this.services = services;
		this.random = random;
	}

	/**
	 * Reads a page.
	 * @return whether the service has answered
	 */
	private boolean next() {
		URI page = services.get(random.nextInt(services.size()))
			.resolve("/api/v1/events?limit=%d&after=%s".formatted(random.nextInt(1, LONGEST_PAGE), after));
		try {
			HttpResponse<String> answer = client.send(HttpRequest.newBuilder(page).timeout(PATIENCE).build(),
					BodyHandlers.ofString());
			if (answer.statusCode() != 200) {
				return false;
			}
			JsonNode read = JsonMapper.shared().readTree(answer.body());
			read.path("items").forEach(event -> events.add(read(event)));
			after = read.path("nextAfter").asString();
			return true;
		}
		catch (IOException e) {
			return false;
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private static Read read(JsonNode event) {
		String source = event.path("source").asString();
		return new Read(source.substring(source.lastIndexOf('/') + 1), event.path("sequence").asInt(),
				event.path("type").asString(), event.path("data").path("code").asString(""));
	}

	/** Reads a page, whatever fails. */
	void readSome() {
		if (!next()) {
			Kills.pause(random.nextInt(100));
		}
	}

	/** Reads to the end, and returns all events that were ever read, in order. */
	List<Read> readAll() {
		Kills.await("the end of the feed", () -> {
			int before = events.size();
			return next() && events.size() == before;
		});
		return List.copyOf(events);
	}

	@Override
	public void close() {
		client.close();
	}

}
