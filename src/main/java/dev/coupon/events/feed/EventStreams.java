package dev.coupon.events.feed;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.events.CloudEvent;
import dev.coupon.events.EventSettings;
import dev.coupon.service.event.EventService;
import dev.coupon.service.event.FeedTail;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes streams of events in the form of Server-Sent Events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html). A stream has one page
 * of events in memory. A reader who takes nothing for as long as the server waits is cut
 * off, and nobody else waits for it.
 */
@Component
class EventStreams {

	private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

	private static final String TOO_MANY = "As many streams are open as the service allows: "
			+ "ask again after Retry-After, or read pages.";

	private static final double MILLIS_IN_A_SECOND = 1000;

	private final EventService events;

	private final FeedTail tail;

	private final EventSettings settings;

	private final JsonMapper json;

	private final Ticker ticker;

	private final Semaphore places;

	EventStreams(EventService events, FeedTail tail, EventSettings settings, JsonMapper json, Ticker ticker,
			MeterRegistry meters) {
		this.events = events;
		this.tail = tail;
		this.settings = settings;
		this.json = json;
		this.ticker = ticker;
		this.places = new Semaphore(settings.maxStreams());
		Gauge.builder("coupon.events.streams", places, free -> settings.maxStreams() - free.availablePermits())
			.description("Streams of events that are open")
			.register(meters);
		Gauge.builder("coupon.events.lag", tail, one -> one.behind().toMillis() / MILLIS_IN_A_SECOND)
			.description("Seconds since the last successful look for new events; 0 while nobody waits for events")
			.baseUnit("seconds")
			.register(meters);
	}

	/**
	 * Writes events until the reader is gone or the time of the stream is up.
	 * @param atOnce how many events are read at once
	 * @return null, or the problem if the stream can't begin
	 */
	@Nullable ResponseEntity<?> write(EventRequest request, int atOnce, HttpServletResponse answer) throws IOException {
		if (!places.tryAcquire()) {
			return ProblemAnswer.of(Problem.OVERLOADED, TOO_MANY).toResponseEntity();
		}
		try {
			answer.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
			answer.setCharacterEncoding(StandardCharsets.UTF_8);
			answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			// Tells proxies like nginx not to hold events back.
			answer.setHeader("X-Accel-Buffering", "no");
			writeAll(request, atOnce, answer.getOutputStream());
			return null;
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
		finally {
			places.release();
		}
	}

	private void writeAll(EventRequest request, int pageSize, OutputStream out)
			throws IOException, InterruptedException {
		long end = ticker.read() + settings.streamTime().toNanos();
		EventPosition position = request.after();
		EventPosition told = position;
		long written = beat(null, out);
		while (!tail.isClosed() && ticker.read() < end) {
			EventPosition seen = tail.end();
			EventPage page = events.page(request.selection(), position, pageSize);
			position = page.nextAfter();
			for (Event event : page.items()) {
				write(event, out);
				told = event.position();
				written = ticker.read();
			}
			out.flush();
			boolean quiet = page.end() && !tail.await(seen, untilBeat(written));
			if (quiet || !untilBeat(written).isPositive()) {
				written = beat(position.equals(told) ? null : position, out);
				told = position;
			}
		}
		out.close();
	}

	/** The time until a sign of life is due. Other campaigns' events are none. */
	private Duration untilBeat(long written) {
		return settings.heartbeat().minusNanos(ticker.read() - written);
	}

	/**
	 * Writes a sign of life, and returns its time.
	 * @param position how far the reader has come without an event; absent if it knows
	 */
	private long beat(@Nullable EventPosition position, OutputStream out) throws IOException {
		out.write(position == null ? HEARTBEAT
				: (":\nid: " + Cursor.of(position) + "\n\n").getBytes(StandardCharsets.UTF_8));
		out.flush();
		return ticker.read();
	}

	private void write(Event event, OutputStream out) throws IOException {
		String text = "id: " + Cursor.of(event.position()) + "\nevent: " + event.type() + "\ndata: "
				+ json.writeValueAsString(CloudEvent.of(event)) + "\n\n";
		out.write(text.getBytes(StandardCharsets.UTF_8));
	}

}
