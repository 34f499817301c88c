/**
 * Databases: opening them, sending statements to them, and finding out whether a
 * transaction was committed.
 */
@NullMarked
package dev.coupon.store.jdbc.connection;

import org.jspecify.annotations.NullMarked;
