/** Authentication by API keys and JWTs. */
@NullMarked
package dev.coupon.security.key;

import org.jspecify.annotations.NullMarked;
