package dev.coupon.store.model;

import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The feed of a store, as {@link ModelCampaign#events} has it. */
final class FeedOf {

	private FeedOf() {
	}

	/** All events of a campaign in pages, without those of others that had its id. */
	static List<String> campaign(String id, CampaignRepository store, int limit) {
		List<String> events = new ArrayList<>();
		store.extendFeed();
		EventPage page = new EventPage(List.of(), EventPosition.START, false);
		while (!page.end() && store.find(id, 0) instanceof Done<Snapshot>(Snapshot found)) {
			page = store.events(new EventSelection(Set.of(), Set.of(id)), page.nextAfter(), limit);
			page.items()
				.stream()
				.filter(event -> event.campaignUid().equals(found.uid()))
				.map(FeedOf::said)
				.forEach(events::add);
		}
		return events;
	}

	private static String said(Event event) {
		return event.number() + " " + event.type() + (event.coupon() == null ? "" : " " + event.coupon().sequence());
	}

}
