/** The coupon issuance service. */
@NullMarked
package dev.coupon;

import org.jspecify.annotations.NullMarked;
