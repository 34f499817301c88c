package dev.coupon.store.batch.retry;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/**
 * Tries again what has failed with a {@link TryAgainException}, with pauses that grow and
 * differ from one to the next, so that those who were in each other's way are so no more.
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
	 * @param onRetry is told of each further attempt, before it
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
	 * The result of the first attempt that succeeds.
	 * @throws TryAgainException if the last attempt that there was time for failed
	 */
	public <T> T run(Supplier<T> attempt) {
		return template.invoke(attempt);
	}

}
