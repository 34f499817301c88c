package dev.coupon.domain.log;

/**
 * An entry of the log that belongs to the audit: what an operator did, or what the
 * service did to a whole campaign.
 *
 * @param position the entry's place among those of all campaigns; a later entry of the
 * same campaign has a higher one
 */
public record Audited(long position, LogEntry entry) {
}
