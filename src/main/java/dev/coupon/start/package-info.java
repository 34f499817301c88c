/** The start of the service, and its reports to operators. */
@NullMarked
package dev.coupon.start;

import org.jspecify.annotations.NullMarked;
