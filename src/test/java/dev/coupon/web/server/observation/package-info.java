/** Tests of the metrics of requests. */
@NullMarked
package dev.coupon.web.server.observation;

import org.jspecify.annotations.NullMarked;
