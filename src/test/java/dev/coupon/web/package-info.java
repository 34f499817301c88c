/** The service as its users meet it: through a real port. */
@NullMarked
package dev.coupon.web;

import org.jspecify.annotations.NullMarked;
