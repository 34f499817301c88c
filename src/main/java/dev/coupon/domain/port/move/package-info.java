/** The move of whole campaigns from one store to another. */
@NullMarked
package dev.coupon.domain.port.move;

import org.jspecify.annotations.NullMarked;
