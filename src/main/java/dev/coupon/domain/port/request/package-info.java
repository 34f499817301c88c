/** Requests to a store. */
@NullMarked
package dev.coupon.domain.port.request;

import org.jspecify.annotations.NullMarked;
