/**
 * The way into a database: settings of a PostgreSQL server, its checks at the start, and
 * its connections.
 */
@NullMarked
package dev.coupon.store.jdbc.postgresql;

import org.jspecify.annotations.NullMarked;
