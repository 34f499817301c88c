package dev.coupon.events.webhook;

import dev.coupon.events.webhook.http.Names;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Names whose addresses are what a test says, another one at each look-up. */
final class TestNames implements Names {

	/** A name for which no answer ever comes. */
	static final String STUCK = "stuck.example";

	private final Map<String, Queue<String>> lookUps = new ConcurrentHashMap<>();

	/** Sets the addresses, separated by blanks, for each look-up; the last ones stay. */
	void set(String name, String... addresses) {
		lookUps.put(name, new ConcurrentLinkedQueue<>(List.of(addresses)));
	}

	@Override
	public InetAddress[] lookUp(String name) throws UnknownHostException {
		if (name.equals(STUCK)) {
			await();
		}
		Queue<String> left = lookUps.get(name);
		if (left == null) {
			return InetAddress.getAllByName(name);
		}
		String[] texts = (left.size() > 1 ? left.remove() : left.element()).split(" ", -1);
		InetAddress[] addresses = new InetAddress[texts.length];
		for (int i = 0; i < addresses.length; i++) {
			addresses[i] = InetAddress.getByAddress(name, InetAddress.getByName(texts[i]).getAddress());
		}
		return addresses;
	}

	private static void await() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

}
