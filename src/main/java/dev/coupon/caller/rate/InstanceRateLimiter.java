package dev.coupon.caller.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of requests to this instance of the service. A requester that makes no
 * request for the time of the rate is forgotten. If there are too many requesters, the
 * ones that came first are forgotten.
 */
public final class InstanceRateLimiter implements RateLimiter {

	/** The largest number of requesters that are remembered. */
	static final int MAX_KNOWN = 100_000;

	private final Cache<String, Bucket> buckets;

	private final Rate rate;

	private final TimeMeter time;

	public InstanceRateLimiter(Rate rate, Ticker ticker) {
		this.rate = rate;
		this.time = new TickerTime(ticker);
		// The cache tidies up in the thread of the request, because it has less to do
		// than it takes to wake another thread.
		this.buckets = Caffeine.newBuilder()
			.maximumSize(MAX_KNOWN)
			.expireAfterAccess(rate.per())
			.ticker(ticker)
			.executor(Runnable::run)
			.build();
	}

	@Override
	public @Nullable Duration count(String who) {
		return rate.isLimit() ? duration(bucket(who).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill()) : null;
	}

	@Override
	public @Nullable Duration look(String who, int requests) {
		if (!rate.isLimit()) {
			return null;
		}
		if (requests > rate.count()) {
			return rate.per().dividedBy(rate.count());
		}
		Bucket known = buckets.getIfPresent(who);
		return known == null ? null : duration(known.estimateAbilityToConsume(requests).getNanosToWaitForRefill());
	}

	private Bucket bucket(String who) {
		return buckets.get(who,
				added -> Bucket.builder()
					.addLimit(limit -> limit.capacity(rate.count()).refillGreedy(rate.count(), rate.per()))
					.withCustomTimePrecision(time)
					.build());
	}

	private static @Nullable Duration duration(long nanos) {
		return nanos == 0 ? null : Duration.ofNanos(nanos);
	}

	/** The ticker's time, which a correction of the machine's clock doesn't change. */
	private record TickerTime(Ticker ticker) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return ticker.read();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}
	}

}
