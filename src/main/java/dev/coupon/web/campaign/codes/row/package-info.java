/** The codes of an upload, in the formats in which they come. */
@NullMarked
package dev.coupon.web.campaign.codes.row;

import org.jspecify.annotations.NullMarked;
