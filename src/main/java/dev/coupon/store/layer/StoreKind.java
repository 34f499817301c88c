package dev.coupon.store.layer;

import java.util.Locale;

/** The setting {@code coupon.store}: the place where campaigns and coupons are kept. */
public enum StoreKind {

	/** The memory of the service, which loses everything when the service stops. */
	MEMORY,
	/** A SQLite file, for one instance of the service. */
	SQLITE,
	/** A PostgreSQL server, for any number of instances. */
	POSTGRESQL,
	/** Valkey or Redis, a server or a cluster, for any number of instances. */
	VALKEY;

	/** Tells whether several instances can use the same store. */
	boolean isShared() {
		return this == POSTGRESQL || this == VALKEY;
	}

	/** The kind as it is written in the settings. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
