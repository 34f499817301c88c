/**
 * The tables of the stores in databases. Each class contains all statements for its
 * table.
 */
@NullMarked
package dev.coupon.store.jdbc.table;

import org.jspecify.annotations.NullMarked;
