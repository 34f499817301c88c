/**
 * The API that the clients of the source system use: unary calls of the Connect protocol
 * (https://connectrpc.com/docs/protocol). Other packages use only its settings.
 */
@NullMarked
package dev.coupon.connect;

import org.jspecify.annotations.NullMarked;
