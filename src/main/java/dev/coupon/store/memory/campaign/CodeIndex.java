package dev.coupon.store.memory.campaign;

import dev.coupon.domain.decision.TypedCode;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An index of the codes of all campaigns, in which each code is unique. A forgiving code
 * also occupies its canonical form, so that what a person types leads to one coupon at
 * most.
 *
 * <p>
 * The index is split into shards, because a hash table that grows is copied while others
 * wait. With shards, nobody waits for more than the copying of a small part.
 */
final class CodeIndex implements TypedCode.Names<StoredCoupon> {

	private static final int SHARD_BITS = 8;

	private static final int GOLDEN_RATIO = 0x9E3779B9;

	private final List<ConcurrentHashMap<String, StoredCoupon>> shards = IntStream.range(0, 1 << SHARD_BITS)
		.mapToObj(i -> new ConcurrentHashMap<String, StoredCoupon>())
		.toList();

	/**
	 * Adds a coupon unless its code, or the alias of its code, is taken. Tells whether it
	 * was added.
	 */
	boolean add(StoredCoupon coupon) {
		String code = coupon.code;
		if (shard(code).putIfAbsent(code, coupon) != null) {
			return false;
		}
		String alias = coupon.campaign.codeFormat().alias(code);
		if (alias == null || shard(alias).putIfAbsent(alias, coupon) == null) {
			return true;
		}
		shard(code).remove(code);
		return false;
	}

	void remove(StoredCoupon coupon) {
		shard(coupon.code).remove(coupon.code, coupon);
		String alias = coupon.campaign.codeFormat().alias(coupon.code);
		if (alias != null) {
			shard(alias).remove(alias, coupon);
		}
	}

	/**
	 * Finds the coupon that has this code, or a forgiving one with this canonical form;
	 * null if there is none, or if its campaign is deleted.
	 */
	@Override
	public @Nullable StoredCoupon find(String name) {
		StoredCoupon coupon = shard(name).get(name);
		return coupon == null || coupon.campaign.isGone() ? null : coupon;
	}

	@Override
	public boolean isForgiving(StoredCoupon coupon) {
		return coupon.campaign.codeFormat().isForgiving();
	}

	/**
	 * The shard of a code. The high bits of the hash choose it, because the hash tables
	 * inside use the low bits.
	 */
	private ConcurrentHashMap<String, StoredCoupon> shard(String code) {
		return shards.get((code.hashCode() * GOLDEN_RATIO) >>> (Integer.SIZE - SHARD_BITS));
	}

}
