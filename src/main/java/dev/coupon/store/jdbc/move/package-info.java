/** The move of campaigns from one database to another, row by row. */
@NullMarked
package dev.coupon.store.jdbc.move;

import org.jspecify.annotations.NullMarked;
