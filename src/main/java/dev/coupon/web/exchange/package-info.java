/** Reads and writes the JSON of requests and answers without Spring's converters. */
@NullMarked
package dev.coupon.web.exchange;

import org.jspecify.annotations.NullMarked;
