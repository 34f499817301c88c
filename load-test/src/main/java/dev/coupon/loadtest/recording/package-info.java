/** What the users saw: answers, times and the coupons they were given. */
@NullMarked
package dev.coupon.loadtest.recording;

import org.jspecify.annotations.NullMarked;
