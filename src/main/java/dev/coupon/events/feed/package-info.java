/** The feed over HTTP: pages, and streams that stay open. */
@NullMarked
package dev.coupon.events.feed;

import org.jspecify.annotations.NullMarked;
