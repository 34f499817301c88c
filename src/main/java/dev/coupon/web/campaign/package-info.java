/** The REST API of campaigns. */
@NullMarked
package dev.coupon.web.campaign;

import org.jspecify.annotations.NullMarked;
