@NullMarked
package dev.coupon.events;

import org.jspecify.annotations.NullMarked;
