/** Issues and changes of coupons of one campaign, many in one write. */
@NullMarked
package dev.coupon.store.valkey.change.issue;

import org.jspecify.annotations.NullMarked;
