package dev.coupon.store.memory.campaign;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.store.memory.coupon.Coupons;
import dev.coupon.store.memory.lock.CampaignLock;
import dev.coupon.store.memory.log.CampaignEvents;
import java.util.Set;

/**
 * The facts about a campaign, and its log. All methods need the lock of the campaign:
 * those that change something the write lock.
 */
final class CampaignFacts {

	private static final Set<LogEntry.Type> TAKE_MEMORY = Set.of(LogEntry.Type.CAMPAIGN_UPDATED,
			LogEntry.Type.COUPON_REDEEMED);

	private final MemoryStoreContext shared;

	private final CampaignEvents events;

	/** The facts after the last change, at the time of that change. */
	private CampaignState known;

	CampaignFacts(Campaign created, MemoryStoreContext shared, CampaignLock lock, Coupons coupons) {
		this.shared = shared;
		this.known = CampaignState.ofNew(created, shared.clock().instant())
			.with(created, shared.nextRevision(), PeriodUse.NONE);
		this.events = new CampaignEvents(lock, new CampaignEvents.Logs(shared.audit(), shared.feed()),
				new CampaignEvents.Source(coupons, this::now));
	}

	/** The facts at the present time. */
	CampaignState now() {
		return known.at(shared.clock().instant());
	}

	/** Takes over the facts after a change, and logs it if coupons run low. */
	void become(CampaignState after) {
		LogEntry crossed = shared.level().crossed(known, after);
		known = after;
		events.announce();
		if (crossed != null) {
			log(crossed);
		}
	}

	/**
	 * Writes an entry into the log, before its change is made. A change that takes memory
	 * is refused if the heap is nearly full.
	 */
	void log(LogEntry entry) {
		if (TAKE_MEMORY.contains(entry.type())) {
			shared.requireRoom();
		}
		known = known.with(known.counts().with(entry.type()));
		events.add(entry);
		if (entry.type().isAudited()) {
			shared.audit().add(entry.campaignId(), entry);
		}
	}

	/**
	 * Forgets what takes memory, because the campaign is erased. Takes the lock itself.
	 */
	void erase() {
		events.erase();
	}

}
