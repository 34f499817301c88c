package dev.coupon.store.valkey.topology;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.Clock;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Sentinels that say which server is the primary. More than half of them must answer
 * if so many can be reached, and who knows of the latest failover is right, because a
 * Sentinel that is cut off together with an old primary goes on naming that one. All
 * connections of a store share one of these, so that they agree on the primary.
 */
public final class Sentinels {

	private static final Logger log = LoggerFactory.getLogger(Sentinels.class);

	/**
	 * The time to wait for further Sentinels when more than half have answered, in
	 * milliseconds.
	 */
	private static final long MOMENT = 200;

	/** The shortest time from one question to the next, in nanoseconds. */
	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

	private final RedisClient client;

	private final RedisURI address;

	private final Clock clock;

	private final ReentrantLock asking = new ReentrantLock();

	private volatile @Nullable View latest;

	/** The time of the last question, in nanoseconds; absent before the first one. */
	private @Nullable Long asked;

	/**
	 * @param client stays open
	 * @param address the Sentinels, and how to connect to the primary
	 */
	public Sentinels(RedisClient client, RedisURI address, Clock clock) {
		this.client = client;
		this.clock = clock;
		this.address = address;
	}

	/** The primary by its address. */
	record Primary(String host, int port) {
	}

	/**
	 * The answer of a Sentinel.
	 *
	 * @param epoch the number of the failover that made the server the primary
	 */
	record View(Primary primary, long epoch) {
	}

	/** Tells what a Sentinel has answered; the view is absent if it has failed. */
	private record Answer(@Nullable View view, @Nullable Throwable failure) {
	}

	/**
	 * The primary that was named last.
	 * @throws RedisConnectionException if none was named yet, and no Sentinel answers
	 */
	Primary primary() {
		View known = latest;
		if (known == null) {
			refresh();
			known = Objects.requireNonNull(latest);
		}
		return known.primary;
	}

	/**
	 * Asks which server is the primary, unless that was done just now.
	 * @throws RedisConnectionException if no Sentinel answers
	 */
	void refresh() {
		asking.lock();
		try {
			Long before = asked;
			if (latest == null || before == null || clock.monotonicTime() - before >= PAUSE) {
				ask();
			}
		}
		finally {
			asking.unlock();
		}
	}

	private void ask() {
		try {
			learn(views());
		}
		finally {
			// Also after a failure, so that not every request waits for Sentinels that
			// are away.
			asked = clock.monotonicTime();
		}
	}

	private void learn(List<View> views) {
		View before = latest;
		View now = choose(before, views, address.getSentinels().size());
		latest = now;
		if (before != null && !before.primary.equals(now.primary)) {
			log.info("The Sentinels name {}:{} as the primary now", now.primary.host, now.primary.port);
		}
	}

	/**
	 * Chooses what is right: the view of the latest failover. Failovers are counted anew
	 * when Sentinels are set up anew, so more than half of the Sentinels may also take
	 * back what was known.
	 * @param views what Sentinels have answered, one or more views
	 */
	static View choose(@Nullable View before, List<View> views, int sentinels) {
		View best = Collections.max(views, Comparator.comparingLong(View::epoch));
		return before != null && best.epoch < before.epoch && views.size() <= sentinels / 2 ? before : best;
	}

	/** The answers, from more than half of the Sentinels if so many can be reached. */
	private List<View> views() {
		BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
		for (RedisURI sentinel : address.getSentinels()) {
			var unused = ask(sentinel).whenComplete((view, failure) -> answers.add(new Answer(view, failure)));
		}
		List<View> views = new ArrayList<>();
		Throwable failure = null;
		for (int i = 0; i < address.getSentinels().size(); i++) {
			Answer answer = next(answers, views.size() > address.getSentinels().size() / 2);
			if (answer != null && answer.view != null) {
				views.add(answer.view);
			}
			else if (answer != null) {
				failure = answer.failure;
			}
		}
		if (views.isEmpty()) {
			throw new RedisConnectionException("No Sentinel says which server is the primary", failure);
		}
		return views;
	}

	private @Nullable Answer next(BlockingQueue<Answer> answers, boolean enough) {
		try {
			return answers.poll(enough ? MOMENT : 2 * address.getTimeout().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * Asks a Sentinel. The address is asked for by the command that is right during a
	 * failover, too, and after the number of the failover, so that an old address never
	 * comes with a new number.
	 */
	private CompletionStage<View> ask(RedisURI sentinel) {
		String name = address.getSentinelMasterId();
		return client.connectSentinelAsync(StringCodec.UTF8, sentinel)
			.thenCompose(connection -> connection.async()
				.master(name)
				.thenCombine(connection.async().getMasterAddrByName(name), Sentinels::view)
				.whenComplete((view, failure) -> {
					var unused = connection.closeAsync();
				}));
	}

	private static View view(Map<String, String> facts, SocketAddress address) {
		InetSocketAddress server = (InetSocketAddress) address;
		return new View(new Primary(server.getHostString(), server.getPort()),
				Long.parseLong(facts.get("config-epoch")));
	}

	Clock clock() {
		return clock;
	}

	/** Connects to the primary. */
	OneNode connect(Primary primary) {
		RedisURI uri = RedisURI.builder()
			.withHost(primary.host)
			.withPort(primary.port)
			.withSsl(address)
			.withAuthentication(address)
			.withDatabase(address.getDatabase())
			.withTimeout(address.getTimeout())
			.build();
		uri.setClientName(address.getClientName());
		return new OneNode(client, uri);
	}

}
