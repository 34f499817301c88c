/** The Connect protocol: unary calls over HTTP, in JSON and in Protobuf. */
@NullMarked
package dev.coupon.connect.protocol;

import org.jspecify.annotations.NullMarked;
