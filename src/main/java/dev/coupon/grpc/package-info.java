/**
 * The procedures of the source system over gRPC, on a port of its own. Nothing of it runs
 * unless {@code spring.grpc.server.enabled} is set. Other packages use only its settings.
 */
@NullMarked
package dev.coupon.grpc;

import org.jspecify.annotations.NullMarked;
