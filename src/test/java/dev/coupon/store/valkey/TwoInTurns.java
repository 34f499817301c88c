package dev.coupon.store.valkey;

import dev.coupon.store.valkey.server.Server;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Two instances that do something at the same time, in turns: one sends some requests,
 * then the other one some, then the first one the rest, and then the second one.
 */
final class TwoInTurns {

	private final Server server;

	private final Consumer<Server> first;

	private final Consumer<Server> second;

	TwoInTurns(Server server, Consumer<Server> first, Consumer<Server> second) {
		this.server = server;
		this.first = first;
		this.second = second;
	}

	/** Tells whether both had more to do when it was the other's turn. */
	boolean run(int requestsOfFirst, int requestsOfSecond) throws InterruptedException {
		CountDownLatch secondMayBegin = new CountDownLatch(1);
		CountDownLatch firstMayGoOn = new CountDownLatch(1);
		AtomicInteger interrupted = new AtomicInteger();
		Server ofFirst = InterruptedServer.overtakenAfter(requestsOfFirst, server, () -> {
			interrupted.incrementAndGet();
			secondMayBegin.countDown();
			await(firstMayGoOn);
		});
		Thread going = Thread.ofVirtual().start(() -> {
			first.accept(ofFirst);
			secondMayBegin.countDown();
		});
		secondMayBegin.await();
		second.accept(InterruptedServer.overtakenAfter(requestsOfSecond, server, () -> {
			interrupted.incrementAndGet();
			firstMayGoOn.countDown();
			join(going);
		}));
		firstMayGoOn.countDown();
		going.join();
		return interrupted.get() == 2;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

}
