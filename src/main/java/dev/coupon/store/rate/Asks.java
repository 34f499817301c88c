package dev.coupon.store.rate;

import dev.coupon.caller.rate.Rate;
import dev.coupon.caller.rate.SharedBuckets.Ask;
import dev.coupon.caller.rate.SharedBuckets.Level;
import dev.coupon.store.rate.BucketStates.Next;
import dev.coupon.store.rate.BucketStates.Turn;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.distributed.remote.MutableBucketEntry;
import io.github.bucket4j.distributed.remote.RemoteCommand;
import io.github.bucket4j.distributed.remote.commands.CreateInitialStateAndExecuteCommand;
import io.github.bucket4j.distributed.remote.commands.EstimateAbilityToConsumeCommand;
import io.github.bucket4j.distributed.remote.commands.TryConsumeAndReturnRemainingTokensCommand;
import io.github.bucket4j.distributed.versioning.Version;
import io.github.bucket4j.distributed.versioning.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests to one bucket, in their order. Bucket4j reckons with the tokens. */
final class Asks implements Turn {

	private static final Logger log = LoggerFactory.getLogger(Asks.class);

	/**
	 * The format in which states are written. It stays as it is when the library is
	 * updated, so that an updated instance writes what older instances beside it can
	 * read.
	 */
	private static final Version FORMAT = Versions.v_8_10_0;

	private final List<Ask> asks = new ArrayList<>();

	private final List<Level> levels = new ArrayList<>();

	/** Adds a request, and returns its place. */
	int add(Ask ask) {
		asks.add(ask);
		return asks.size() - 1;
	}

	/** The levels with which the requests are answered, by their places. */
	List<Level> levels() {
		return levels;
	}

	@Override
	public @Nullable Next take(@Nullable String state, Instant now) {
		levels.clear();
		MutableBucketEntry bucket = read(state);
		long nanos = TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
		boolean taken = false;
		for (Ask ask : asks) {
			Level level = ask.taking() ? take(bucket, ask, nanos) : look(bucket, ask, nanos);
			taken |= ask.taking() && level.emptyFor() == null;
			levels.add(level);
		}
		return taken ? next(bucket, nanos) : null;
	}

	/**
	 * The bucket in a state. One that can't be read, because another version of the
	 * service has written it, is full.
	 */
	private static MutableBucketEntry read(@Nullable String state) {
		try {
			return new MutableBucketEntry(state == null ? null : Base64.getDecoder().decode(state));
		}
		catch (RuntimeException e) {
			log.warn("A bucket of a shared rate can't be read, so it begins anew: {}", e.toString());
			return new MutableBucketEntry((byte[]) null);
		}
	}

	private static Level take(MutableBucketEntry bucket, Ask ask, long nanos) {
		ConsumptionProbe probe = run(new TryConsumeAndReturnRemainingTokensCommand(ask.tokens()), bucket, ask.rate(),
				nanos);
		return level(probe.getRemainingTokens(), probe.getNanosToWaitForRefill());
	}

	private static Level look(MutableBucketEntry bucket, Ask ask, long nanos) {
		EstimationProbe probe = run(new EstimateAbilityToConsumeCommand(ask.tokens()), bucket, ask.rate(), nanos);
		return level(probe.getRemainingTokens(), probe.getNanosToWaitForRefill());
	}

	private static <T> T run(RemoteCommand<T> command, MutableBucketEntry bucket, Rate rate, long nanos) {
		BucketConfiguration configuration = BucketConfiguration.builder()
			.addLimit(limit -> limit.capacity(rate.count()).refillGreedy(rate.count(), rate.per()))
			.build();
		return new CreateInitialStateAndExecuteCommand<>(configuration, command).execute(bucket, nanos).getData();
	}

	private static Level level(long left, long wait) {
		return new Level(left, wait == 0 ? null : Duration.ofNanos(wait));
	}

	private static Next next(MutableBucketEntry bucket, long nanos) {
		return new Next(Base64.getEncoder().encodeToString(bucket.getStateBytes(FORMAT)),
				Duration.ofNanos(bucket.get().calculateFullRefillingTime(nanos)).plusMillis(1));
	}

}
