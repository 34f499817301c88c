/** The erasure of campaigns that are over. */
@NullMarked
package dev.coupon.service.retention;

import org.jspecify.annotations.NullMarked;
