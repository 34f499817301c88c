/** Protected mode, which decides by the network and the host names of a request. */
@NullMarked
package dev.coupon.security.network;

import org.jspecify.annotations.NullMarked;
