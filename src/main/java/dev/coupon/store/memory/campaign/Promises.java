package dev.coupon.store.memory.campaign;

import dev.coupon.domain.CodeFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The coupons that campaigns may issue, by the format of their codes. Campaigns promise
 * coupons one at a time, so that no two promise the same codes at once.
 */
final class Promises {

	/** The lock, which is taken before the lock of a campaign. */
	private final ReentrantLock lock = new ReentrantLock();

	private final Map<CodeFormat, Long> coupons = new HashMap<>();

	/**
	 * Does something while nobody else promises coupons.
	 * @param step gets the coupons that are promised
	 */
	<T> T alone(Function<Map<CodeFormat, Long>, T> step) {
		lock.lock();
		try {
			return step.apply(coupons);
		}
		finally {
			lock.unlock();
		}
	}

	/** Adds coupons of a campaign, or takes back a negative number of them. */
	void add(CodeFormat format, long more) {
		alone(promised -> promised.merge(format, more, (before, added) -> before + added == 0 ? null : before + added));
	}

}
