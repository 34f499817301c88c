package dev.coupon.store.memory.log;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.event.EventReader.Part;
import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.event.EventType;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCoupon;
import dev.coupon.store.memory.coupon.Coupons;
import dev.coupon.store.memory.lock.CampaignLock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events of one campaign in memory. Methods that change something need the write lock
 * of the campaign; those that read take its read lock themselves.
 */
public final class CampaignEvents {

	private final CampaignLock lock;

	private final Feed feed;

	/** All entries in their order; none when the campaign is erased. */
	private List<LogEntry> entries = new ArrayList<>();

	/** Absent when the campaign is erased. */
	private @Nullable Source source;

	/** The log of what operators did, which stays when the campaign is erased. */
	private final Kept<LogEntry> audit;

	/** Tells whether the feed knows that there are new events. */
	private boolean announced;

	/**
	 * The part of the events that is in the feed. Only the feed reads and changes this.
	 */
	private Reach inFeed = Reach.START;

	private final String campaignId;

	private final String campaignUid;

	/** The coupons of a campaign, and its state. */
	public record Source(Coupons coupons, Supplier<CampaignState> state) {

		private Coupon read(int sequence) {
			return coupons.read(sequence, state.get());
		}

	}

	/** The logs of the store to which the events of a campaign belong. */
	public record Logs(Kept<LogEntry> audit, Feed feed) {
	}

	public CampaignEvents(CampaignLock lock, Logs logs, Source source) {
		CampaignState created = source.state.get();
		this.campaignId = created.campaign().id();
		this.campaignUid = created.uid();
		this.lock = lock;
		this.audit = logs.audit;
		this.feed = logs.feed;
		this.source = source;
	}

	/** Adds an entry, which is the next one of the campaign. */
	public void add(LogEntry entry) {
		entries.add(entry);
		announce();
	}

	/** Tells the feed, if it doesn't know yet, that there are new events. */
	public void announce() {
		if (!announced) {
			announced = true;
			feed.announce(this);
		}
	}

	/**
	 * Forgets the coupons and what happened to them, but not what operators did. The
	 * campaign is erased.
	 */
	public void erase() {
		feed.announce(this);
		// Before the lock of the campaign is taken, because the feed takes it, too.
		feed.extend();
		lock.writing(() -> {
			source = null;
			entries = List.of();
			return entries;
		});
		feed.dropSpent(this, campaignId);
	}

	/**
	 * The runs that have no events any more, given that the campaign is erased: nothing
	 * that the audit has kept is in them.
	 */
	Predicate<EventRun> spent() {
		NavigableSet<Integer> kept = audited().map(LogEntry::ordinal).collect(Collectors.toCollection(TreeSet::new));
		return run -> kept.subSet(run.from().entries(), false, run.to().entries(), true).isEmpty();
	}

	/** A run of all events that are not in the feed; null if all are. */
	@Nullable EventRun nextRun(long position) {
		return lock.reading(() -> {
			announced = false;
			Reach to = source == null ? inFeed : reach(source.state.get());
			return to.equals(inFeed) ? null : new EventRun(position, campaignId, campaignUid, inFeed, to);
		});
	}

	/** Notes that a run is in the feed. */
	void added(EventRun run) {
		inFeed = run.to();
	}

	private static Reach reach(CampaignState state) {
		return new Reach(state.issued(), state.counts().entries());
	}

	/** The next coupons and entries of a run, see {@code EventReader}. */
	Part part(EventRun run, Reach after, int limit, EventSelection selection) {
		return lock.reading(() -> {
			if (source == null) {
				return new Part(List.of(), audited(run, after, limit), Map.of());
			}
			int end = (int) Math.min(run.to().entries(), (long) after.entries() + limit);
			List<LogEntry> next = List.copyOf(entries.subList(after.entries(), end));
			int last = (int) Math.min(run.to().coupons(), (long) after.coupons() + limit);
			List<Coupon> issued = selection.wants(EventType.ISSUED)
					? IntStream.rangeClosed(after.coupons() + 1, last).mapToObj(source::read).toList() : List.of();
			return new Part(issued, next, about(next, source));
		});
	}

	private List<LogEntry> audited(EventRun run, Reach after, int limit) {
		return audited().filter(entry -> entry.ordinal() > after.entries() && entry.ordinal() <= run.to().entries())
			.limit(limit)
			.toList();
	}

	/** The entries about what operators did, as far as they are not forgotten. */
	private Stream<LogEntry> audited() {
		return audit.of(campaignId).filter(entry -> entry.campaignUid().equals(campaignUid));
	}

	private static Map<Integer, Coupon> about(List<LogEntry> entries, Source source) {
		Map<Integer, Coupon> coupons = new HashMap<>();
		for (LogEntry entry : entries) {
			OfCoupon coupon = entry.coupon();
			if (coupon != null) {
				coupons.computeIfAbsent(coupon.sequence(), source::read);
			}
		}
		return coupons;
	}

}
