/** Callers: who asks, in which roles, and how often. */
@NullMarked
package dev.coupon.caller;

import org.jspecify.annotations.NullMarked;
