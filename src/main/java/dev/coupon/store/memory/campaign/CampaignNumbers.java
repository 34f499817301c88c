package dev.coupon.store.memory.campaign;

import dev.coupon.domain.port.failure.OverloadedException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of campaigns, by which the index of codes refers to them. A number is used
 * again when its campaign is erased.
 */
final class CampaignNumbers {

	/** The bits of the largest number. */
	static final int BITS = 23;

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<Integer> free = new ArrayDeque<>();

	private volatile @Nullable CampaignCell[] cells = new @Nullable CampaignCell[16];

	private int taken;

	/**
	 * Takes a number for a campaign.
	 * @throws OverloadedException if there are more than eight million campaigns
	 */
	int take(CampaignCell cell) {
		lock.lock();
		try {
			int number = free.isEmpty() ? taken++ : free.pop();
			if (number >= 1 << BITS) {
				throw new OverloadedException("There are too many campaigns");
			}
			@Nullable CampaignCell[] present = cells;
			if (number == present.length) {
				present = Arrays.copyOf(present, 2 * number);
			}
			present[number] = cell;
			cells = present;
			return number;
		}
		finally {
			lock.unlock();
		}
	}

	/** The campaign with a number that is in the index. */
	CampaignCell get(int number) {
		return Objects.requireNonNull(cells[number]);
	}

	/** The campaign with a number; null if it is erased. */
	@Nullable CampaignCell find(int number) {
		return cells[number];
	}

	/** Gives a number back when it is no longer in the index. */
	void release(int number) {
		lock.lock();
		try {
			cells[number] = null;
			free.push(number);
		}
		finally {
			lock.unlock();
		}
	}

}
