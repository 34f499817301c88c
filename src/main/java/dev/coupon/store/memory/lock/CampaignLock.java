package dev.coupon.store.memory.lock;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The lock of one campaign. Those who wait for it queue, and get it in their order. A
 * writer tries a few times before it queues, because a change takes less time than to
 * park a thread and to wake it. It passes others only if they queue at that very moment.
 */
public final class CampaignLock {

	/**
	 * The number of a writer's tries. Together they take a few microseconds, about as
	 * long as one or two changes.
	 */
	private static final int TRIES = 100;

	/**
	 * The lock is fair, because with an unfair one a flood of writers starves the
	 * readers.
	 */
	private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

	/** Does something that only reads, together with others that only read. */
	public <R> R reading(Supplier<R> step) {
		lock.readLock().lock();
		return doAndUnlock(step, lock.readLock());
	}

	/** Does something that changes the campaign, alone. */
	public <R> R writing(Supplier<R> step) {
		if (!tryToWrite()) {
			lock.writeLock().lock();
		}
		return doAndUnlock(step, lock.writeLock());
	}

	/** Tries to get the lock for writing, unless others have queued for it. */
	private boolean tryToWrite() {
		for (int i = 0; i < TRIES && !lock.hasQueuedThreads(); i++) {
			if (lock.writeLock().tryLock()) {
				return true;
			}
			Thread.onSpinWait();
		}
		return false;
	}

	private static <R> R doAndUnlock(Supplier<R> step, Lock held) {
		try {
			return step.get();
		}
		finally {
			held.unlock();
		}
	}

}
