package dev.coupon.store.batch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Tries again what has failed with a {@link TryAgainException}, with pauses that grow and
 * differ from one to the next, so that those who were in each other's way are so no more.
 */
public final class Retries {

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(4);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

	private final RetryTemplate template;

	/**
	 * @param timeLimit when no further attempt is made
	 */
	public Retries(Duration timeLimit) {
		template = new RetryTemplate(RetryPolicy.builder()
			.predicate(TryAgainException.class::isInstance)
			.maxRetries(Long.MAX_VALUE)
			.delay(SHORTEST_PAUSE)
			.jitter(SHORTEST_PAUSE.dividedBy(2))
			.multiplier(2)
			.maxDelay(LONGEST_PAUSE)
			.timeout(timeLimit)
			.build());
	}

	/**
	 * The result of the first attempt that succeeds; the attempt is told whether there
	 * was one before.
	 * @throws TryAgainException if the last attempt that there was time for failed
	 */
	public <T> T run(Function<Boolean, T> attempt) {
		AtomicBoolean again = new AtomicBoolean();
		return template.invoke(() -> attempt.apply(again.getAndSet(true)));
	}

}
