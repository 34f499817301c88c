/** The examination of a campaign: what makes its report out of what a store has. */
@NullMarked
package dev.coupon.domain.examination;

import org.jspecify.annotations.NullMarked;
