package dev.coupon.service.event;

import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.port.CampaignRepository;
import org.springframework.stereotype.Service;

/** Reads the feed of events. */
@Service
public class EventService {

	private final CampaignRepository repository;

	EventService(CampaignRepository repository) {
		this.repository = repository;
	}

	/**
	 * Appends to the feed what has happened up to now.
	 * @return the position of a reader who has read all of the feed
	 */
	public EventPosition extend() {
		return repository.extendFeed();
	}

	/**
	 * The next events of the feed, as far as it was extended. There are none only at its
	 * end.
	 * @param limit how many events to read at most, 1 or more
	 */
	public EventPage next(EventSelection selection, EventPosition after, int limit) {
		EventPage page = page(selection, after, limit);
		while (page.items().isEmpty() && !page.end()) {
			page = page(selection, page.nextAfter(), limit);
		}
		return page;
	}

	/**
	 * Looks for the next events in a part of the feed, for readers who show a sign of
	 * life meanwhile. There may be none although there are more.
	 * @param limit how many events to read at most, 1 or more
	 */
	public EventPage page(EventSelection selection, EventPosition after, int limit) {
		return repository.events(selection, after, limit);
	}

}
