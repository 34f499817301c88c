@NullMarked
package dev.coupon.deploy;

import org.jspecify.annotations.NullMarked;
