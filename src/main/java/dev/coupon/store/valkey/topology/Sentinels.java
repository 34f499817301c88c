package dev.coupon.store.valkey.topology;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Sentinels that say which server is the primary. More than half of them must answer
 * if so many can be reached, and who knows of the latest failover is right, because a
 * Sentinel that is cut off together with an old primary goes on naming that one.
 */
public final class Sentinels {

	private static final Logger log = LoggerFactory.getLogger(Sentinels.class);

	/**
	 * The time to wait for further Sentinels when more than half have answered, in
	 * milliseconds.
	 */
	private static final long MOMENT = 200;

	private final RedisClient client;

	private final RedisURI address;

	/** The primary that was named last; absent before the first answer. */
	private final AtomicReference<@Nullable Primary> last = new AtomicReference<>();

	/**
	 * @param client stays open
	 * @param address the Sentinels, and how to connect to the primary
	 */
	public Sentinels(RedisClient client, RedisURI address) {
		this.client = client;
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
	private record View(Primary primary, long epoch) {

		static View of(Map<String, String> facts) {
			return new View(new Primary(facts.getOrDefault("ip", ""), Integer.parseInt(facts.get("port"))),
					Long.parseLong(facts.get("config-epoch")));
		}

	}

	/**
	 * The primary that was named last.
	 * @throws NoSuchElementException if none was ever named
	 */
	Primary latest() {
		return Optional.ofNullable(last.get()).orElseThrow();
	}

	/**
	 * Asks which server is the primary.
	 * @throws RedisConnectionException if no Sentinel answers
	 */
	Primary primary() {
		Primary primary = views().stream()
			.max(Comparator.comparingLong(View::epoch))
			.orElseThrow(() -> new RedisConnectionException("No Sentinel says which server is the primary"))
			.primary();
		Primary before = last.getAndSet(primary);
		if (before != null && !before.equals(primary)) {
			log.info("The Sentinels name {}:{} as the primary now", primary.host, primary.port);
		}
		return primary;
	}

	/** The answers, from more than half of the Sentinels if so many can be reached. */
	private List<View> views() {
		List<RedisURI> sentinels = address.getSentinels();
		BlockingQueue<Optional<View>> answers = new LinkedBlockingQueue<>();
		for (RedisURI sentinel : sentinels) {
			var unused = ask(sentinel).whenComplete((view, failure) -> answers.add(Optional.ofNullable(view)));
		}
		List<View> views = new ArrayList<>();
		try {
			for (int i = 0; i < sentinels.size(); i++) {
				long wait = views.size() > sentinels.size() / 2 ? MOMENT : 2 * address.getTimeout().toMillis();
				Optional<View> answer = answers.poll(wait, TimeUnit.MILLISECONDS);
				if (answer != null) {
					answer.ifPresent(views::add);
				}
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		return views;
	}

	private CompletionStage<View> ask(RedisURI sentinel) {
		return client.connectSentinelAsync(StringCodec.UTF8, sentinel)
			.thenCompose(connection -> connection.async()
				.master(address.getSentinelMasterId())
				.whenComplete((facts, failure) -> {
					var unused = connection.closeAsync();
				}))
			.thenApply(View::of);
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
