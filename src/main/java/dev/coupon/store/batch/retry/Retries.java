package dev.coupon.store.batch.retry;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/**
 * Repeats work that has failed with a {@link TryAgainException}. The pauses grow and
 * differ at random, so that attempts that were in conflict with each other come at
 * different times.
 */
public final class Retries {

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(4);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

	private final RetryTemplate template;

	/**
	 * @param timeLimit the time after which no further attempt is made
	 */
	public Retries(Duration timeLimit) {
		this(timeLimit, () -> {
		});
	}

	/**
	 * @param timeLimit the time after which no further attempt is made
	 * @param onRetry an action to run before each further attempt
	 */
	public Retries(Duration timeLimit, Runnable onRetry) {
		template = new RetryTemplate(RetryPolicy.builder()
			.predicate(TryAgainException.class::isInstance)
			.maxRetries(Long.MAX_VALUE)
			.delay(SHORTEST_PAUSE)
			.jitter(SHORTEST_PAUSE.dividedBy(2))
			.multiplier(2)
			.maxDelay(LONGEST_PAUSE)
			.timeout(timeLimit)
			.build());
		template.setRetryListener(new RetryListener() {
			@Override
			public void beforeRetry(RetryPolicy policy, Retryable<?> retryable) {
				onRetry.run();
			}
		});
	}

	/**
	 * Runs the work until an attempt succeeds, and returns the result of that attempt.
	 * @throws TryAgainException if the last attempt within the time limit failed
	 */
	public <T> T run(Supplier<T> attempt) {
		return template.invoke(attempt);
	}

}
