package dev.coupon.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Ports for servers that tests start, each given only once in a run. They are below the
 * ports that Linux gives to clients: a client could get the port of a server that is not
 * up yet or down for a while, and the server couldn't start.
 */
public final class FreePorts {

	/** The distance from a node's port to that of a Redis cluster's own bus. */
	private static final int TO_BUS = 10_000;

	private static final Random RANDOM = new Random();

	private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

	private FreePorts() {
	}

	/** A free port. */
	public static int one() {
		return IntStream.generate(() -> RANDOM.nextInt(20_000, 25_000))
			.filter(port -> isFree(port) && GIVEN.add(port))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * The first one of so many ports in a row that are free, and those of the bus of a
	 * Redis cluster with them.
	 */
	public static synchronized int forCluster(int count) {
		int first = IntStream.generate(() -> RANDOM.nextInt(15_000, 20_000 - count))
			.filter(start -> IntStream.range(start, start + count)
				.allMatch(port -> !GIVEN.contains(port) && isFree(port) && isFree(port + TO_BUS)))
			.findFirst()
			.orElseThrow();
		IntStream.range(first, first + count).forEach(GIVEN::add);
		return first;
	}

	private static boolean isFree(int port) {
		try (ServerSocket free = new ServerSocket(port)) {
			return free.isBound();
		}
		catch (IOException e) {
			return false;
		}
	}

}
