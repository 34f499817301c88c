package dev.coupon.store.valkey.node;

import dev.coupon.store.batch.retry.TryAgainException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to their nodes all at once, and waits for the answers. A command that a
 * node refuses because another one has its slot is sent to that one.
 */
public final class Pipeline {

	private static final int REDIRECTS = 5;

	private static final String MOVED = "MOVED ";

	private static final String ASK = "ASK ";

	/** The beginnings of errors that pass, and with which nothing was done. */
	private static final List<String> PASSING = List.of("LOADING", "CLUSTERDOWN", "TRYAGAIN", "READONLY", "MASTERDOWN",
			"NOREPLICAS", "OOM", "MISCONF", "BUSY", "UNBLOCKED");

	/** The beginning of an error of Redis before 7 at a command in a script. */
	private static final String OF_SCRIPT = "ERR Error running script";

	private final Nodes nodes;

	private final Duration patience;

	private final int replicas;

	/**
	 * @param patience how long to wait for answers
	 * @param replicas how many replicas must have what was written before; 0 not to ask
	 * them
	 */
	public Pipeline(Nodes nodes, Duration patience, int replicas) {
		this.nodes = nodes;
		this.patience = patience;
		this.replicas = replicas;
	}

	/**
	 * A node to which commands are sent.
	 *
	 * @param asking whether the node has a slot only for those who ask, because the slot
	 * is being moved to it
	 */
	private record Target(StatefulRedisConnection<String, String> connection, boolean asking) {
	}

	/** The answer of a node that another node has the slot. */
	private record Redirect(boolean asking, String host, int port) {

		static Redirect of(String error) {
			String address = error.substring(error.lastIndexOf(' ') + 1);
			int colon = address.lastIndexOf(':');
			return new Redirect(error.startsWith(ASK), address.substring(0, colon),
					Integer.parseInt(address.substring(colon + 1)));
		}

	}

	/**
	 * Commands under way.
	 *
	 * @param sent the commands by their places
	 * @param waits the questions to the replicas, each with the places of the commands
	 * before it
	 */
	private record Round(Map<Integer, Sent> sent, Map<Sent, List<Integer>> waits) {
	}

	/**
	 * Sends commands, and returns their answers in the same order. An answer is a text, a
	 * {@link Long}, null, or a list of answers.
	 * @throws TryAgainException if a command was refused for now; others may be done
	 * @throws UnansweredException if a node or its replicas don't answer
	 */
	public List<@Nullable Object> send(List<Command> commands) {
		@Nullable Object[] answers = new Object[commands.size()];
		Map<Target, List<Integer>> next = targets(commands, IntStream.range(0, commands.size()).boxed().toList());
		for (int round = 0; !next.isEmpty(); round++) {
			if (round > REDIRECTS) {
				throw new TryAgainException("A slot of the cluster is moving", null);
			}
			next = receive(commands, dispatch(commands, next), answers);
		}
		return Arrays.asList(answers);
	}

	private Map<Target, List<Integer>> targets(List<Command> commands, List<Integer> places) {
		Map<Target, List<Integer>> targets = new LinkedHashMap<>();
		places.forEach(
				place -> targets
					.computeIfAbsent(connected(() -> new Target(nodes.of(commands.get(place).key()), false)),
							target -> new ArrayList<>())
					.add(place));
		return targets;
	}

	private Target connected(Supplier<Target> connecting) {
		try {
			return connecting.get();
		}
		catch (RedisException e) {
			refresh();
			throw new TryAgainException("There is no connection to a node: " + e.getMessage(), e);
		}
		catch (TryAgainException e) {
			refresh();
			throw e;
		}
	}

	private Round dispatch(List<Command> commands, Map<Target, List<Integer>> targets) {
		Round round = new Round(new LinkedHashMap<>(), new LinkedHashMap<>());
		targets.forEach((target, places) -> {
			List<RedisCommand<String, String, ?>> all = new ArrayList<>();
			for (int place : places) {
				if (target.asking) {
					all.add(new Sent("ASKING", List.of()));
				}
				Sent command = Sent.of(commands.get(place));
				round.sent.put(place, command);
				all.add(command);
			}
			if (replicas > 0) {
				Sent wait = new Sent("WAIT", List.of(Integer.toString(replicas), Long.toString(patience.toMillis())));
				round.waits.put(wait, places);
				all.add(wait);
			}
			target.connection.dispatch(all);
		});
		return round;
	}

	/** Takes the answers, and returns the commands that are to be sent elsewhere. */
	private Map<Target, List<Integer>> receive(List<Command> commands, Round round, @Nullable Object[] answers) {
		Map<Integer, Redirect> redirects = new LinkedHashMap<>();
		round.sent.forEach((place, command) -> {
			Object answer = await(command);
			if (answer instanceof Redirect redirect) {
				redirects.put(place, redirect);
			}
			else {
				answers[place] = answer;
			}
		});
		round.waits.forEach((wait, places) -> {
			if (!redirects.keySet().containsAll(places)) {
				awaitReplicas(wait);
			}
		});
		return redirects.isEmpty() ? Map.of() : elsewhere(commands, redirects);
	}

	private Map<Target, List<Integer>> elsewhere(List<Command> commands, Map<Integer, Redirect> redirects) {
		Map<Target, List<Integer>> elsewhere = new LinkedHashMap<>();
		List<Integer> moved = new ArrayList<>();
		redirects.forEach((place, redirect) -> {
			if (redirect.asking) {
				elsewhere
					.computeIfAbsent(connected(() -> new Target(nodes.at(redirect.host, redirect.port), true)),
							node -> new ArrayList<>())
					.add(place);
			}
			else {
				moved.add(place);
			}
		});
		if (!moved.isEmpty()) {
			refresh();
			elsewhere.putAll(targets(commands, moved));
		}
		return elsewhere;
	}

	/**
	 * Waits until the replicas have what was done before. If they can't be asked, for
	 * example because the node has become a replica itself, it is unknown whether what
	 * was done will last.
	 */
	private void awaitReplicas(Sent wait) {
		Object answer;
		try {
			answer = await(wait);
		}
		catch (RedisCommandExecutionException | TryAgainException e) {
			refresh();
			throw new UnansweredException("The replicas can't be asked: " + e.getMessage(), e);
		}
		if (!(answer instanceof Long reached) || reached < replicas) {
			// The node may have been cut off, and another one be the primary.
			refresh();
			throw new UnansweredException("Only %s of %d replicas have it".formatted(answer, replicas), null);
		}
	}

	private @Nullable Object await(Sent command) {
		try {
			return command.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException e) {
			if (e.getCause() instanceof RedisCommandExecutionException error) {
				return redirectOrThrow(error);
			}
			refresh();
			throw new UnansweredException(String.valueOf(e.getCause()), e.getCause());
		}
		catch (TimeoutException e) {
			throw new UnansweredException("A node doesn't answer", e);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new UnansweredException("Interrupted while waiting for a node", e);
		}
	}

	private Redirect redirectOrThrow(RedisCommandExecutionException error) {
		String message = String.valueOf(error.getMessage());
		if (message.startsWith(MOVED) || message.startsWith(ASK)) {
			return Redirect.of(message);
		}
		if (passes(message)) {
			refresh();
			throw new TryAgainException(message, error);
		}
		throw error;
	}

	/** Tells whether an error passes, also if a script of Redis before 7 names it. */
	private static boolean passes(String message) {
		return PASSING.stream()
			.anyMatch(beginning -> message.startsWith(beginning)
					|| (message.startsWith(OF_SCRIPT) && message.contains(": -" + beginning)));
	}

	/** Looks where the slots are now, if a node can tell. */
	private void refresh() {
		try {
			nodes.refresh();
		}
		catch (RedisException | TryAgainException e) {
			// The next attempt will look again, because it will fail, too.
		}
	}

}
