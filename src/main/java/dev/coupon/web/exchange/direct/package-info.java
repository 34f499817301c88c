/**
 * Direct handlers: how the controller methods that are called most often are found and
 * called in a shorter way than Spring's.
 */
@NullMarked
package dev.coupon.web.exchange.direct;

import org.jspecify.annotations.NullMarked;
