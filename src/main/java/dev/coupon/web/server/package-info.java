/** The setup of the web server: request ids, error answers, filters and observations. */
@NullMarked
package dev.coupon.web.server;

import org.jspecify.annotations.NullMarked;
