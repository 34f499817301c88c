/**
 * Direct handlers: the operations that are called most often read the request and write
 * the answer themselves.
 */
@NullMarked
package dev.coupon.web.exchange;

import org.jspecify.annotations.NullMarked;
