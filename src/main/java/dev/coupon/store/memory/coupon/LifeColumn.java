package dev.coupon.store.memory.coupon;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lives of the coupons of a campaign since their issue. Most coupons take no memory
 * here until something happens to one nearby.
 */
final class LifeColumn {

	private static final int CHUNK = 256;

	private static final @Nullable Life[] NONE = {};

	private final List<@Nullable Life[]> chunks = new ArrayList<>();

	/** The life of a coupon; null if nothing happened to it. */
	@Nullable Life get(int sequence) {
		@Nullable Life[] chunk = sequence / CHUNK < chunks.size() ? chunks.get(sequence / CHUNK) : NONE;
		return chunk.length == 0 ? null : chunk[sequence % CHUNK];
	}

	void set(int sequence, Life life) {
		int at = sequence / CHUNK;
		while (chunks.size() <= at) {
			chunks.add(NONE);
		}
		if (chunks.get(at).length == 0) {
			chunks.set(at, new @Nullable Life[CHUNK]);
		}
		chunks.get(at)[sequence % CHUNK] = life;
	}

}
