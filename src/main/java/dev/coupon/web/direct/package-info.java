/**
 * What operations need that are asked so often that they read the request and write the
 * answer themselves.
 */
@NullMarked
package dev.coupon.web.direct;

import org.jspecify.annotations.NullMarked;
