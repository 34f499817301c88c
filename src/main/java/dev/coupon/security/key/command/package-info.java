/** The command {@code new-key}, which draws an API key and prints its settings. */
@NullMarked
package dev.coupon.security.key.command;

import org.jspecify.annotations.NullMarked;
