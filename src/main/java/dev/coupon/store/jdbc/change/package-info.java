/** The changes of campaigns and coupons in a database, within a transaction. */
@NullMarked
package dev.coupon.store.jdbc.change;

import org.jspecify.annotations.NullMarked;
