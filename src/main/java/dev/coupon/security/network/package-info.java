/** Where requests come from. */
@NullMarked
package dev.coupon.security.network;

import org.jspecify.annotations.NullMarked;
