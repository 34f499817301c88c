package dev.coupon.domain.log;

import dev.coupon.domain.Coupon;
import java.util.List;

/**
 * A coupon with all that happened to it since its issue.
 *
 * @param entries the entries of the log about the coupon, oldest first
 */
public record History(Coupon coupon, List<LogEntry> entries) {
}
