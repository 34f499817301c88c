/** The rhythm of a campaign: its opening hours, and its quota for each period. */
@NullMarked
package dev.coupon.domain.rhythm;

import org.jspecify.annotations.NullMarked;
