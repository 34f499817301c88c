/** The service over HTTP. */
@NullMarked
package dev.coupon.web;

import org.jspecify.annotations.NullMarked;
