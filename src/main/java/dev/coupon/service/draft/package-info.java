/**
 * Input of operators, which may be absent or wrong, and the faults that are found in it.
 */
@NullMarked
package dev.coupon.service.draft;

import org.jspecify.annotations.NullMarked;
