/** Reading the events of all campaigns. */
@NullMarked
package dev.coupon.service.event;

import org.jspecify.annotations.NullMarked;
