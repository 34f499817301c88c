/** The service and its caller, as the REST API shows them. */
@NullMarked
package dev.coupon.web.about;

import org.jspecify.annotations.NullMarked;
