/** How often something may be asked. */
@NullMarked
package dev.coupon.limit;

import org.jspecify.annotations.NullMarked;
