/** The service under input that makes no sense. */
@NullMarked
package dev.coupon.web.input;

import org.jspecify.annotations.NullMarked;
