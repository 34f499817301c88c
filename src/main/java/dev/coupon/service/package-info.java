/** The operations of the service, independent of the protocol that clients use. */
@NullMarked
package dev.coupon.service;

import org.jspecify.annotations.NullMarked;
