package dev.coupon.store.layer;

import java.util.Locale;

/** The setting {@code coupon.store}: the place where campaigns and coupons are kept. */
public enum StoreKind {

	/** In the memory of the service, which forgets them when it stops. */
	MEMORY,
	/** In a SQLite file, for one instance of the service. */
	SQLITE,
	/** On a PostgreSQL server, for any number of instances. */
	POSTGRESQL;

	/** The kind as it is written in settings. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
