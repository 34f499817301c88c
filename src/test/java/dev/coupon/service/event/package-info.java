/** Waiting for events. */
@NullMarked
package dev.coupon.service.event;

import org.jspecify.annotations.NullMarked;
