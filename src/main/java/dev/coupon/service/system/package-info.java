/** The service as its operators see it. */
@NullMarked
package dev.coupon.service.system;

import org.jspecify.annotations.NullMarked;
