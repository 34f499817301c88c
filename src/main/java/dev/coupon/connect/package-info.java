/**
 * The service as the source system's clients know it: unary calls of the Connect protocol
 * (https://connectrpc.com/docs/protocol). Nothing else knows of this package.
 */
@NullMarked
package dev.coupon.connect;

import org.jspecify.annotations.NullMarked;
