package dev.coupon.domain.event;

import java.util.List;

/**
 * A part of the feed.
 *
 * @param items the events, which may be none although more follow
 * @param nextAfter the position after which the next part begins
 * @param end whether there was nothing more
 */
public record EventPage(List<Event> items, EventPosition nextAfter, boolean end) {
}
