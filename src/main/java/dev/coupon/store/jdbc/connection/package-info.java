/**
 * Databases: how to open them, how to speak to them, and what became of a transaction.
 */
@NullMarked
package dev.coupon.store.jdbc.connection;

import org.jspecify.annotations.NullMarked;
