/** The stores in databases. */
@NullMarked
package dev.coupon.repository.jdbc;

import org.jspecify.annotations.NullMarked;
