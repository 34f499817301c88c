/** Connections of the web server: how they wait for their clients, and how they end. */
@NullMarked
package dev.coupon.web.server.connection;

import org.jspecify.annotations.NullMarked;
