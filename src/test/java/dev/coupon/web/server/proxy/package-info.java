/** What proxies say of requests. */
@NullMarked
package dev.coupon.web.server.proxy;

import org.jspecify.annotations.NullMarked;
