/** Campaigns over HTTP. */
@NullMarked
package dev.coupon.web.campaign;

import org.jspecify.annotations.NullMarked;
