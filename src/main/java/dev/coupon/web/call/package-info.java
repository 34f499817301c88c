/**
 * Calls that arrive elsewhere than at the web server, such as those of gRPC: who may make
 * them, and their ids.
 */
@NullMarked
package dev.coupon.web.call;

import org.jspecify.annotations.NullMarked;
