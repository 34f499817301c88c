/**
 * Lets other protocols than the REST API have paths of this server, and errors in their
 * own form.
 */
@NullMarked
package dev.coupon.web.protocol;

import org.jspecify.annotations.NullMarked;
