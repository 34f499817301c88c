/** API keys. */
@NullMarked
package dev.coupon.security.key;

import org.jspecify.annotations.NullMarked;
