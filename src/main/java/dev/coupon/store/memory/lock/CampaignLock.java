package dev.coupon.store.memory.lock;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** The lock of one campaign. */
public final class CampaignLock {

	/**
	 * The lock is fair, because with an unfair one a flood of writers starves the
	 * readers.
	 */
	private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

	/** Does something that only reads, together with others that only read. */
	public <R> R reading(Supplier<R> step) {
		return locked(lock.readLock(), step);
	}

	/** Does something that changes the campaign, alone. */
	public <R> R writing(Supplier<R> step) {
		return locked(lock.writeLock(), step);
	}

	private static <R> R locked(Lock held, Supplier<R> step) {
		held.lock();
		try {
			return step.get();
		}
		finally {
			held.unlock();
		}
	}

}
