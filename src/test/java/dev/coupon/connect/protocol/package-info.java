/** The service as the source system's clients meet it: through a real port. */
@NullMarked
package dev.coupon.connect.protocol;

import org.jspecify.annotations.NullMarked;
