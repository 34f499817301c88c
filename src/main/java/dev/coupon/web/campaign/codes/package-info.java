/**
 * Imported codes: they come as a stream of lines, and those not issued can be dropped.
 */
@NullMarked
package dev.coupon.web.campaign.codes;

import org.jspecify.annotations.NullMarked;
