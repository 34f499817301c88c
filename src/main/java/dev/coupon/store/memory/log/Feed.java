package dev.coupon.store.memory.log;

import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventReader;
import dev.coupon.domain.event.EventReader.Part;
import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.event.EventSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The feed of events of all campaigns in memory. A campaign announces once that it has
 * new events, and then costs nothing more until the feed is extended. So issuing doesn't
 * wait for other campaigns.
 */
public final class Feed {

	private static final Part NOTHING = new Part(List.of(), List.of(), Map.of());

	private final Queue<CampaignEvents> announced = new ConcurrentLinkedQueue<>();

	/** The lock for all below. Whoever holds it may take the lock of a campaign. */
	private final ReentrantLock lock = new ReentrantLock();

	/** The position of the first run. */
	private final long first;

	/**
	 * The runs in the order of their positions, which have no gaps. A run that has no
	 * events any more is null.
	 */
	private final List<@Nullable Entry> runs = new ArrayList<>();

	/** The places among the runs at which those of campaigns with an id are. */
	private final Map<String, Places> byCampaign = new HashMap<>();

	private EventPosition end;

	private record Entry(EventRun run, CampaignEvents campaign) {
	}

	/**
	 * @param first the position of the first run: higher than all positions of an earlier
	 * store, so that a reader who was there reads this feed from its beginning
	 */
	public Feed(long first) {
		this.first = first;
		this.end = new EventPosition(first - 1, Reach.START);
	}

	/** Notes that a campaign has new events. */
	void announce(CampaignEvents campaign) {
		announced.add(campaign);
	}

	/** Appends all new events; see the port. */
	public EventPosition extend() {
		lock.lock();
		try {
			for (int count = announced.size(); count > 0; count--) {
				CampaignEvents campaign = announced.remove();
				try {
					append(campaign);
				}
				catch (RuntimeException | Error e) {
					// Its events come next time, and it holds up no other campaign.
					announced.add(campaign);
					throw e;
				}
			}
			return end;
		}
		finally {
			lock.unlock();
		}
	}

	/** Appends a run, or makes the last one longer if that is of the same campaign. */
	private void append(CampaignEvents campaign) {
		EventRun run = campaign.nextRun(first + runs.size());
		if (run == null) {
			return;
		}
		Entry before = runs.isEmpty() ? null : runs.getLast();
		if (before != null && before.campaign == campaign) {
			run = new EventRun(before.run.position(), run.campaignId(), run.campaignUid(), before.run.from(), run.to());
			runs.set(runs.size() - 1, new Entry(run, campaign));
		}
		else {
			byCampaign.computeIfAbsent(run.campaignId(), id -> new Places()).add(runs.size());
			runs.add(new Entry(run, campaign));
		}
		campaign.added(run);
		end = run.at(run.to());
	}

	/** Drops the runs of a campaign that have no events any more. */
	void dropSpent(CampaignEvents campaign, String campaignId) {
		Predicate<EventRun> spent = campaign.spent();
		lock.lock();
		try {
			byCampaign.computeIfPresent(campaignId, (id, places) -> places.removeIf(place -> {
				Entry entry = runs.get(place);
				if (entry == null || entry.campaign != campaign || !spent.test(entry.run)) {
					return false;
				}
				runs.set(place, null);
				return true;
			}) ? null : places);
		}
		finally {
			lock.unlock();
		}
	}

	/** Events after a position; see the port. */
	public EventPage page(EventSelection selection, EventPosition after, int limit) {
		return new EventReader(selection, new EventReader.Runs() {

			@Override
			public @Nullable EventRun next(EventPosition position) {
				return Feed.this.next(selection, position);
			}

			@Override
			public Part part(EventRun run, Reach unread, int most) {
				CampaignEvents campaign = campaign(run);
				return campaign == null ? NOTHING : campaign.part(run, unread, most, selection);
			}
		}).page(after, limit);
	}

	private @Nullable EventRun next(EventSelection selection, EventPosition after) {
		lock.lock();
		try {
			int from = Math.clamp(after.run() - first, 0, runs.size());
			for (int at = first(selection, from); at < runs.size(); at = first(selection, at + 1)) {
				Entry entry = runs.get(at);
				if (entry != null && selection.wantsCampaign(entry.run.campaignId())
						&& !entry.run.unread(after).equals(entry.run.to())) {
					return entry.run;
				}
			}
			return null;
		}
		finally {
			lock.unlock();
		}
	}

	/** The first place, from another one on, at which a selection may have a run. */
	private int first(EventSelection selection, int from) {
		return selection.campaignIds().isEmpty() ? from
				: selection.campaignIds()
					.stream()
					.flatMap(id -> Stream.ofNullable(byCampaign.get(id)))
					.mapToInt(places -> places.first(from, runs.size()))
					.min()
					.orElse(runs.size());
	}

	/** The campaign of a run; null if the run was dropped meanwhile. */
	private @Nullable CampaignEvents campaign(EventRun run) {
		lock.lock();
		try {
			Entry entry = runs.get((int) (run.position() - first));
			return entry == null ? null : entry.campaign;
		}
		finally {
			lock.unlock();
		}
	}

}
