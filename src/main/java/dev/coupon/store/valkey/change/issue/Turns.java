package dev.coupon.store.valkey.change.issue;

import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Server;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns that instances take at a campaign which several of them change at the same time.
 * They keep work from being done in vain, and nothing depends on them: a write is done
 * only if the campaign hasn't changed meanwhile, in turn or not. An instance that meets
 * nobody takes no turns.
 */
public final class Turns {

	private static final Logger log = LoggerFactory.getLogger(Turns.class);

	/** The time after a conflict in which a campaign counts as contended. */
	private static final Duration CONTENDED = Duration.ofSeconds(1);

	/** The time between two looks at whether the turn is free. */
	private static final Duration LOOK = Duration.ofNanos(500_000);

	/**
	 * The shortest time between two turns of an instance, so that others find the turn
	 * free in between.
	 */
	private static final Duration PAUSE = LOOK.multipliedBy(2);

	private static final int KEPT = 1_000;

	private final Server server;

	private final Clock clock;

	private final Duration longest;

	private final String instance;

	/** The contended campaigns by their ids. */
	private final Map<String, Contention> contentions = new ConcurrentHashMap<>();

	/**
	 * The contention for a campaign, in nanoseconds of the clock.
	 *
	 * @param conflict the time of the last conflict
	 * @param given the time when this instance has given its last turn back; absent if it
	 * had none
	 */
	private record Contention(long conflict, @Nullable Long given) {
	}

	/**
	 * @param longest the longest turn, after which another instance may take its own
	 */
	public Turns(Server server, Clock clock, Duration longest) {
		this.server = server;
		this.clock = clock;
		this.longest = longest;
		this.instance = server.newVersion();
	}

	/**
	 * Attempts something, in turn if the campaign is contended.
	 * @param attempt returns null if the campaign has changed meanwhile
	 */
	public <T> @Nullable T take(String campaignId, Supplier<@Nullable T> attempt) {
		Contention contention = contentions.get(campaignId);
		if (contention != null && clock.monotonicTime() - contention.conflict > CONTENDED.toNanos()) {
			contentions.remove(campaignId, contention);
			contention = null;
		}
		T result = contention == null ? attempt.get() : inTurn(campaignId, contention, attempt);
		if (result == null) {
			conflict(campaignId);
		}
		return result;
	}

	private void conflict(String campaignId) {
		long now = clock.monotonicTime();
		if (contentions.size() >= KEPT) {
			contentions.values().removeIf(contention -> now - contention.conflict > CONTENDED.toNanos());
		}
		contentions.compute(campaignId, (id, before) -> new Contention(now, before == null ? null : before.given));
	}

	private <T> @Nullable T inTurn(String campaignId, Contention contention, Supplier<@Nullable T> attempt) {
		if (contention.given != null) {
			pause(PAUSE.toNanos() - (clock.monotonicTime() - contention.given));
		}
		String key = CampaignKeys.turn(campaignId);
		boolean taken = await(key, campaignId);
		try {
			return attempt.get();
		}
		finally {
			if (taken) {
				giveBack(key);
				contentions.computeIfPresent(campaignId,
						(id, before) -> new Contention(before.conflict, clock.monotonicTime()));
			}
		}
	}

	private void giveBack(String key) {
		try {
			server.sendUnconfirmed(List.of(Command.of("DEL", key)));
		}
		catch (TryAgainException e) {
			// The attempt may have succeeded, so its result counts.
			log.debug("A turn lasts until its time is up", e);
		}
	}

	/**
	 * Waits for the turn, and tells whether it has come before the longest turn was over.
	 */
	private boolean await(String key, String campaignId) {
		long start = clock.monotonicTime();
		Command take = Command.of("SET", key, instance, "NX", "PX", Long.toString(longest.toMillis()));
		while (server.sendUnconfirmed(List.of(take)).getFirst() == null) {
			conflict(campaignId);
			if (clock.monotonicTime() - start > longest.toNanos()) {
				return false;
			}
			pause(LOOK.toNanos());
		}
		return true;
	}

	private static void pause(long nanos) {
		if (nanos > 0) {
			try {
				Thread.sleep(Duration.ofNanos(nanos));
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
