/** Who is asking. */
@NullMarked
package dev.coupon.caller;

import org.jspecify.annotations.NullMarked;
