package dev.coupon.domain.log;

/**
 * An entry of the log about something that an operator did.
 *
 * @param position the entry's place among those of all campaigns; a later entry of the
 * same campaign has a higher one
 */
public record Audited(long position, LogEntry entry) {
}
