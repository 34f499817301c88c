/** Access to calls that arrive elsewhere than at the web server. */
@NullMarked
package dev.coupon.security.call;

import org.jspecify.annotations.NullMarked;
