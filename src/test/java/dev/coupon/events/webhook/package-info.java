@NullMarked
package dev.coupon.events.webhook;

import org.jspecify.annotations.NullMarked;
