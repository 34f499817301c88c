/** The audit: what operators did, for those who check it. */
@NullMarked
package dev.coupon.web.audit;

import org.jspecify.annotations.NullMarked;
