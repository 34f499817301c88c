package dev.coupon.store.contract;

import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.webhook.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A store, its campaigns, and their moves. It may hold nothing else. */
record MovingStore(CampaignRepository repository, CampaignMoves moves) implements StoreUnderTest {

	@Override
	public Subscriptions subscriptions() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Instant now() {
		return repository.now();
	}

	@Override
	public void pass(Duration duration) {
		throw new UnsupportedOperationException();
	}

	List<Row> rows(String campaignId) {
		List<Row> rows = new ArrayList<>();
		moves.giveAway(campaignId, rows::add);
		return rows;
	}

	List<LogEntry> log() {
		return repository.audit(null, null, 100).items().stream().map(Audited::entry).toList();
	}

	List<Event> events(String campaignId) {
		repository.extendFeed();
		return repository.events(new EventSelection(Set.of(), Set.of(campaignId)), EventPosition.START, 1_000).items();
	}

}
