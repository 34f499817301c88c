/** The texts of codes: how people type them, and which texts may be imported as codes. */
@NullMarked
package dev.coupon.domain.code;

import org.jspecify.annotations.NullMarked;
