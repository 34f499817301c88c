package dev.coupon.store.memory.lock;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The coupons that campaigns may issue, by the format of their codes. Campaigns promise
 * coupons one at a time, so that no two promise the same codes at once.
 */
public final class Promises {

	/** The lock, which is taken before the lock of a campaign. */
	private final ReentrantLock lock = new ReentrantLock();

	private final Map<CodeFormat, Long> coupons = new HashMap<>();

	/**
	 * Does something while nobody else promises coupons.
	 * @param step gets the coupons that are promised
	 */
	public <T> T alone(Function<Map<CodeFormat, Long>, T> step) {
		lock.lock();
		try {
			return step.apply(coupons);
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Adds coupons of a campaign, or takes back a negative number of them. Imported codes
	 * are not drawn, so that coupons with them need no share of the possible codes.
	 */
	public void add(CodeSource source, long more) {
		if (source instanceof CodeFormat format) {
			alone(promised -> promised.merge(format, more,
					(before, added) -> before + added == 0 ? null : before + added));
		}
	}

}
