/** Requests that a proxy has passed on. */
@NullMarked
package dev.coupon.web.server.proxy;

import org.jspecify.annotations.NullMarked;
