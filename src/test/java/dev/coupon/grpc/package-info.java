/** Tests of gRPC, by clients on a real port. */
@NullMarked
package dev.coupon.grpc;

import org.jspecify.annotations.NullMarked;
