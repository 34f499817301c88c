package dev.coupon.caller.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.caller.rate.SharedBuckets.Ask;
import dev.coupon.caller.rate.SharedBuckets.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of requests to all instances together. It remembers the buckets that
 * are empty, until they have a token, so that requests that come too often don't reach
 * the store. While the store can't be reached, it limits the requests to this instance.
 *
 * <p>
 * A look doesn't reach the store while more than half of the tokens are left, as far as
 * this instance knows. So a requester that has used up its tokens at one instance may get
 * one more answer from another, at most once in half of the rate's time.
 */
final class SharedRateLimiter implements RateLimiter {

	private static final int HASH_BYTES = 16;

	private final String name;

	private final Rate rate;

	private final SharedAccess buckets;

	private final Ticker ticker;

	private final InstanceRateLimiter alone;

	/**
	 * The times until which buckets are empty, in nanoseconds of the ticker. For buckets
	 * that are not empty, but at most half full, these times are past. Fuller buckets are
	 * left out.
	 */
	private final Cache<String, Long> low;

	/**
	 * @param name the text that tells the rate from others
	 */
	SharedRateLimiter(String name, Rate rate, SharedAccess buckets, Ticker ticker) {
		this.name = name;
		this.rate = rate;
		this.buckets = buckets;
		this.ticker = ticker;
		this.alone = new InstanceRateLimiter(rate, ticker);
		this.low = Caffeine.newBuilder()
			.maximumSize(InstanceRateLimiter.MAX_KNOWN)
			.expireAfterWrite(rate.per())
			.ticker(ticker)
			.executor(Runnable::run)
			.build();
	}

	@Override
	public @Nullable Duration count(String who) {
		Duration wait = remaining(low.getIfPresent(who));
		if (wait != null) {
			return wait;
		}
		Level level = ask(who, 1, true);
		return level == null ? alone.count(who) : level.emptyFor();
	}

	@Override
	public @Nullable Duration look(String who, int requests) {
		if (requests > rate.count()) {
			return rate.per().dividedBy(rate.count());
		}
		if (buckets.isAway()) {
			Duration known = alone.look(who, requests);
			if (known != null || !buckets.isDue()) {
				return known;
			}
		}
		Long emptyUntil = low.getIfPresent(who);
		Duration wait = remaining(emptyUntil);
		if (wait != null || (emptyUntil == null && requests * 2L <= rate.count())) {
			return wait;
		}
		Level level = ask(who, requests, false);
		return level == null ? alone.look(who, requests) : level.emptyFor();
	}

	private @Nullable Duration remaining(@Nullable Long emptyUntil) {
		long nanos = emptyUntil == null ? 0 : emptyUntil - ticker.read();
		return nanos > 0 ? Duration.ofNanos(nanos) : null;
	}

	private @Nullable Level ask(String who, int requests, boolean taking) {
		Level level = buckets.ask(new Ask(id(who), rate, requests, taking));
		if (level != null) {
			if (level.emptyFor() != null && level.left() == 0) {
				low.put(who, ticker.read() + level.emptyFor().toNanos());
			}
			else if (level.left() * 2 <= rate.count()) {
				low.put(who, ticker.read());
			}
			else {
				low.invalidate(who);
			}
		}
		return level;
	}

	/**
	 * The id of a bucket: half of the SHA-256 of what tells it from others. So it is
	 * short and shows neither users nor addresses. The rate is in it, so that another
	 * rate begins with full buckets.
	 */
	private String id(String who) {
		byte[] hash = DigestUtils.sha256(name + ' ' + rate.count() + '/' + rate.per() + ' ' + who);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
	}

}
