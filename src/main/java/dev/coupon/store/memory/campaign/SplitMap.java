package dev.coupon.store.memory.campaign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A map with strings as keys that may become very large while other threads wait for it.
 * A hash table that grows is copied. So this map is split into parts, once, when it is
 * still small, and nobody waits for more than the copying of a small part. Not for use by
 * several threads at once.
 */
final class SplitMap<V> {

	private static final int SPLIT_AT = 10_000;

	private static final int PART_BITS = 8;

	private static final int GOLDEN_RATIO = 0x9E3779B9;

	private List<Map<String, V>> parts = List.of(new HashMap<>());

	@Nullable V get(String key) {
		return part(key).get(key);
	}

	void put(String key, V value) {
		if (parts.size() == 1 && parts.getFirst().size() == SPLIT_AT) {
			split(parts.getFirst());
		}
		part(key).put(key, value);
	}

	private void split(Map<String, V> whole) {
		parts = Stream.<Map<String, V>>generate(HashMap::new).limit(1 << PART_BITS).toList();
		whole.forEach((key, value) -> part(key).put(key, value));
	}

	/**
	 * The part for a key. The high bits of the hash choose it, because the hash tables
	 * inside use the low bits.
	 */
	private Map<String, V> part(String key) {
		return parts.size() == 1 ? parts.getFirst()
				: parts.get((key.hashCode() * GOLDEN_RATIO) >>> (Integer.SIZE - PART_BITS));
	}

}
