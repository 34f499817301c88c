/** The tables of the stores in databases. Each class has all statements of its table. */
@NullMarked
package dev.coupon.store.jdbc.table;

import org.jspecify.annotations.NullMarked;
