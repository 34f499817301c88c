package dev.coupon.loadtest.recording;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts and times the requests of a run; for any number of threads. */
public final class Recorder {

	private final Map<RequestType, RequestFigures> figures = new EnumMap<>(RequestType.class);

	private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();

	/** When the first request began, in nanoseconds on the clock of the machine. */
	private final LongAccumulator first = new LongAccumulator(Long::min, Long.MAX_VALUE);

	/** When the last request ended. */
	private final LongAccumulator last = new LongAccumulator(Long::max, Long.MIN_VALUE);

	public Recorder() {
		for (RequestType type : RequestType.values()) {
			figures.put(type, new RequestFigures());
		}
	}

	/** Records an answer that came after so many milliseconds. */
	public void answered(RequestType type, Answer answer, long millis) {
		Outcome outcome = answer.outcomeOf(type);
		of(type).add(outcome, millis);
		if (outcome == Outcome.FAILED) {
			count(type, answer.fault());
		}
		time(millis);
	}

	/** Records that no answer came. */
	public void unanswered(RequestType type) {
		of(type).addUnanswered();
		count(type, "no answer");
		time(0);
	}

	private void time(long millis) {
		long now = System.nanoTime();
		first.accumulate(now - TimeUnit.MILLISECONDS.toNanos(millis));
		last.accumulate(now);
	}

	private void count(RequestType type, String fault) {
		faults.computeIfAbsent(type.label() + ": " + fault, key -> new LongAdder()).increment();
	}

	/** The figures of the requests of one type. */
	public RequestFigures of(RequestType type) {
		return Objects.requireNonNull(figures.get(type));
	}

	/** The figures of all requests, as they are now. */
	public RequestFigures total() {
		RequestFigures total = new RequestFigures();
		figures.values().forEach(total::add);
		return total;
	}

	/** How often a request failed in which way. */
	public Map<String, Long> faults() {
		Map<String, Long> counts = new TreeMap<>();
		faults.forEach((fault, count) -> counts.put(fault, count.sum()));
		return counts;
	}

	/** From the beginning of the first request to the end of the last. */
	public Duration runTime() {
		return total().total() == 0 ? Duration.ZERO : Duration.ofNanos(last.get() - first.get());
	}

}
