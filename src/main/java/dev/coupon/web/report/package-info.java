/** The reports about campaigns, for those who check what was issued. */
@NullMarked
package dev.coupon.web.report;

import org.jspecify.annotations.NullMarked;
