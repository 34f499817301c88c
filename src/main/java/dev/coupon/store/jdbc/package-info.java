/** The stores in databases. */
@NullMarked
package dev.coupon.store.jdbc;

import org.jspecify.annotations.NullMarked;
