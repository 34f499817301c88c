/** The JSON of campaigns: settings, patches and answers. */
@NullMarked
package dev.coupon.web.campaign.json;

import org.jspecify.annotations.NullMarked;
