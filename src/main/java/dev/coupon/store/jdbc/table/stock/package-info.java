/** Imported codes that are not issued, in the tables of a database. */
@NullMarked
package dev.coupon.store.jdbc.table.stock;

import org.jspecify.annotations.NullMarked;
