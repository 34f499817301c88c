/**
 * The way into a database: settings of a SQLite file, its checks at the start, and its
 * connections.
 */
@NullMarked
package dev.coupon.store.jdbc.sqlite;

import org.jspecify.annotations.NullMarked;
