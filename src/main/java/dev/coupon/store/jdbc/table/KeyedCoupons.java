package dev.coupon.store.jdbc.table;

import dev.coupon.domain.Coupon;
import dev.coupon.store.key.KeyHash;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Coupons of a campaign that were issued for keys. */
public final class KeyedCoupons {

	private final Map<String, Keyed> byName = new HashMap<>();

	private record Keyed(@Nullable String owner, Coupon coupon) {
	}

	void add(KeyHash.Used key, Coupon coupon) {
		byName.put(key.name(), new Keyed(key.owner(), coupon));
	}

	/** Tells whether the name of a key leads to the coupon of another owner. */
	boolean isOfAnother(KeyHash key) {
		Keyed keyed = byName.get(key.text());
		return keyed != null && !key.owns(keyed.owner);
	}

	/** The coupon that was issued for a key of its owner; null if there is none. */
	public @Nullable Coupon find(KeyHash key) {
		Keyed keyed = byName.get(isOfAnother(key) ? key.withOwner() : key.text());
		return keyed == null ? null : keyed.coupon;
	}

	/** Adds the coupon that is issued for a key, and returns the key for its row. */
	public KeyHash.Used add(KeyHash key, Coupon coupon) {
		KeyHash.Used used = new KeyHash.Used(isOfAnother(key) ? key.withOwner() : key.text(), key.owner());
		add(used, coupon);
		return used;
	}

}
