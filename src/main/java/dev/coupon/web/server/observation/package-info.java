/** Metrics and traces of requests. */
@NullMarked
package dev.coupon.web.server.observation;

import org.jspecify.annotations.NullMarked;
