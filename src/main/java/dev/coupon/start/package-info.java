/** The start of the service: its commands, and what operators are told of the start. */
@NullMarked
package dev.coupon.start;

import org.jspecify.annotations.NullMarked;
