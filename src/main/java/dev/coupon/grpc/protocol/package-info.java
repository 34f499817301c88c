/** Unary calls of gRPC: access, ids, answers and errors. */
@NullMarked
package dev.coupon.grpc.protocol;

import org.jspecify.annotations.NullMarked;
