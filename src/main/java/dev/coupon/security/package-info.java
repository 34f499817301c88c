/** Access to the service: authentication, roles and protected mode. */
@NullMarked
package dev.coupon.security;

import org.jspecify.annotations.NullMarked;
