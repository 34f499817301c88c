/** The callers of the service: their identity, their roles, and their rate limits. */
@NullMarked
package dev.coupon.caller;

import org.jspecify.annotations.NullMarked;
