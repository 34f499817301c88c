package dev.coupon.store.memory.coupon;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The redemptions of the coupons of a campaign. Most coupons have none, and take no
 * memory here until one nearby is redeemed.
 */
final class RedemptionColumn {

	private static final int CHUNK = 256;

	private static final @Nullable Redemptions[] NONE = {};

	private final List<@Nullable Redemptions[]> chunks = new ArrayList<>();

	/** The redemptions of a coupon; null if it was never redeemed. */
	@Nullable Redemptions get(int sequence) {
		@Nullable Redemptions[] chunk = sequence / CHUNK < chunks.size() ? chunks.get(sequence / CHUNK) : NONE;
		return chunk.length == 0 ? null : chunk[sequence % CHUNK];
	}

	void set(int sequence, Redemptions redemptions) {
		int at = sequence / CHUNK;
		while (chunks.size() <= at) {
			chunks.add(NONE);
		}
		if (chunks.get(at).length == 0) {
			chunks.set(at, new @Nullable Redemptions[CHUNK]);
		}
		chunks.get(at)[sequence % CHUNK] = redemptions;
	}

}
