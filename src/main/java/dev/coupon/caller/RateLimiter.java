package dev.coupon.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of requests, for each requester alone. A requester may make as many
 * requests in one burst as the rate allows in its time. After that, it may make further
 * requests as evenly as the rate allows. A requester that makes no request for that time
 * is forgotten. If there are too many requesters, the ones that came first are forgotten.
 */
public final class RateLimiter {

	private static final int MAX_KNOWN = 100_000;

	private final Cache<String, Bucket> buckets;

	private final Rate rate;

	private final TimeMeter time;

	public RateLimiter(Rate rate, Ticker ticker) {
		this.rate = rate;
		this.time = new TickerTime(ticker);
		this.buckets = Caffeine.newBuilder()
			.maximumSize(MAX_KNOWN)
			.expireAfterAccess(rate.per())
			.ticker(ticker)
			.build();
	}

	/**
	 * Counts one request; returns how long to wait if that was too many, and null if it
	 * was allowed.
	 */
	public @Nullable Duration count(String who) {
		return rate.isLimit() ? duration(bucket(who).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill()) : null;
	}

	/**
	 * Counts nothing; returns how long to wait if one more request would be too many, and
	 * null if it would be allowed.
	 */
	public @Nullable Duration look(String who) {
		Bucket known = rate.isLimit() ? buckets.getIfPresent(who) : null;
		return known == null ? null : duration(known.estimateAbilityToConsume(1).getNanosToWaitForRefill());
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
