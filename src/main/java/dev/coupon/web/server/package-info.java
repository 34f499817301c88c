/** What the web server needs to be told. */
@NullMarked
package dev.coupon.web.server;

import org.jspecify.annotations.NullMarked;
