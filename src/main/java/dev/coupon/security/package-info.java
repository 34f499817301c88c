/** Who may ask for what. */
@NullMarked
package dev.coupon.security;

import org.jspecify.annotations.NullMarked;
