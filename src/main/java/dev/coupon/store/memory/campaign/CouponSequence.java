package dev.coupon.store.memory.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A campaign's coupons by sequence number. The sequence grows in chunks, so that no
 * addition copies a large array.
 */
final class CouponSequence {

	private static final int CHUNK = 1024;

	private static final int SMALLEST_CHUNK = 8;

	private final List<StoredCoupon[]> chunks = new ArrayList<>();

	private int size;

	int size() {
		return size;
	}

	/** The coupon with this number, from 1 to {@link #size}. */
	StoredCoupon get(int sequence) {
		return chunks.get((sequence - 1) / CHUNK)[(sequence - 1) % CHUNK];
	}

	void add(StoredCoupon coupon) {
		int at = size % CHUNK;
		if (at == 0) {
			chunks.add(new StoredCoupon[SMALLEST_CHUNK]);
		}
		StoredCoupon[] last = chunks.getLast();
		if (at == last.length) {
			last = Arrays.copyOf(last, 2 * at);
			chunks.set(chunks.size() - 1, last);
		}
		last[at] = coupon;
		size++;
	}

}
