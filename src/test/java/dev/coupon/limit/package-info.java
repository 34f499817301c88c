@NullMarked
package dev.coupon.limit;

import org.jspecify.annotations.NullMarked;
