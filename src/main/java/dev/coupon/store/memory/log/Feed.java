package dev.coupon.store.memory.log;

import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventReader;
import dev.coupon.domain.event.EventReader.Part;
import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.event.EventSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The feed of events of all campaigns in memory. A campaign announces once that it has
 * new events, and then costs nothing more until the feed is extended. So issuing doesn't
 * wait for other campaigns.
 */
public final class Feed {

	private final Queue<CampaignEvents> announced = new ConcurrentLinkedQueue<>();

	/** The lock for all below. Whoever holds it may take the lock of a campaign. */
	private final ReentrantLock lock = new ReentrantLock();

	/** The position of the first run. */
	private final long first;

	/** The runs in the order of their positions, which have no gaps. */
	private final List<Entry> runs = new ArrayList<>();

	private record Entry(EventRun run, CampaignEvents campaign) {
	}

	/**
	 * @param first the position of the first run: higher than all positions of an earlier
	 * store, so that a reader who was there reads this feed from its beginning
	 */
	public Feed(long first) {
		this.first = first;
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
			return runs.isEmpty() ? new EventPosition(first - 1, Reach.START)
					: runs.getLast().run.at(runs.getLast().run.to());
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
		if (!runs.isEmpty() && runs.getLast().campaign == campaign) {
			EventRun last = runs.getLast().run;
			runs.set(runs.size() - 1,
					new Entry(new EventRun(last.position(), run.campaignId(), run.campaignUid(), last.from(), run.to()),
							campaign));
		}
		else {
			runs.add(new Entry(run, campaign));
		}
		campaign.added(run);
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
				return campaign(run).part(run, unread, most, selection);
			}
		}).page(after, limit);
	}

	private @Nullable EventRun next(EventSelection selection, EventPosition after) {
		lock.lock();
		try {
			for (int at = Math.clamp(after.run() - first, 0, runs.size()); at < runs.size(); at++) {
				EventRun run = runs.get(at).run;
				if (selection.wantsCampaign(run.campaignId()) && !run.unread(after).equals(run.to())) {
					return run;
				}
			}
			return null;
		}
		finally {
			lock.unlock();
		}
	}

	private CampaignEvents campaign(EventRun run) {
		lock.lock();
		try {
			return runs.get((int) (run.position() - first)).campaign;
		}
		finally {
			lock.unlock();
		}
	}

}
