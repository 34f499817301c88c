package dev.coupon.loadtest.recording;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Counts and response times of requests; for any number of threads. */
public final class RequestFigures {

	private static final int PRECISION = 3;

	private final Map<Outcome, LongAdder> counts = new ConcurrentHashMap<>();

	/** The times of those that were answered, in milliseconds. */
	private final ConcurrentHistogram times = new ConcurrentHistogram(PRECISION);

	void add(Outcome outcome, long millis) {
		add(outcome);
		times.recordValue(Math.max(0, millis));
	}

	void addUnanswered() {
		add(Outcome.FAILED);
	}

	void add(RequestFigures other) {
		other.counts.forEach((outcome, count) -> adder(outcome).add(count.sum()));
		times.add(other.times);
	}

	private void add(Outcome outcome) {
		adder(outcome).increment();
	}

	private LongAdder adder(Outcome outcome) {
		return counts.computeIfAbsent(outcome, key -> new LongAdder());
	}

	public long count(Outcome outcome) {
		return adder(outcome).sum();
	}

	public long total() {
		return Arrays.stream(Outcome.values()).mapToLong(this::count).sum();
	}

	/** The share of requests with an outcome, in percent; 0 if there are no requests. */
	public double percent(Outcome outcome) {
		return total() == 0 ? 0 : 100.0 * count(outcome) / total();
	}

	/** The mean response time of answered requests in milliseconds. */
	public double meanMillis() {
		return times.getTotalCount() == 0 ? 0 : times.getMean();
	}

	/**
	 * The response time that so many percent of the answered requests kept to, in
	 * milliseconds.
	 */
	public long percentileMillis(double percent) {
		return times.getValueAtPercentile(percent);
	}

}
