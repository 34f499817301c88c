package dev.coupon.store.memory.campaign;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.decision.CampaignChange;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.TypedCode;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.History;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.erasure.Erasures;
import dev.coupon.store.memory.campaign.CodeIndex.Found;
import dev.coupon.store.memory.lock.Promises;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store in memory.
 *
 * <pre>
 * campaigns   id → CampaignCell { number, lock, settings, counts, coupons }
 * coupons     1..n → code, user, times, redemptions;  idempotency key → n;  user → its n
 * codes       code → number of the campaign, n; imported codes also before coupon n is issued
 * users       user → numbers of the campaigns in which the user may have coupons
 * numbers     number → CampaignCell
 * audit       what operators did, also in campaigns that are erased
 * feed        the events of all campaigns
 * reports     what was found in campaigns before they were erased
 * </pre>
 *
 * <p>
 * An operation takes the lock of one campaign and never that of a second one. The two
 * maps are concurrent, and are read and written with or without that lock. Erasing takes
 * a lock of its own. A code enters the index under its campaign's write lock just before
 * its coupon exists, and leaves the index after its campaign was deleted. So an operation
 * that finds a coupon in the index asks the campaign, under its lock, whether the coupon
 * is issued.
 */
public final class InMemoryCampaignRepository implements CampaignRepository {

	/** A text that comes before all ids. */
	private static final String FIRST = "";

	private static final int SCANNED_FOR_A_PAGE = 10_000;

	private final ConcurrentNavigableMap<String, CampaignCell> campaigns = new ConcurrentSkipListMap<>();

	private final ReentrantLock erasing = new ReentrantLock();

	private final Promises promises = new Promises();

	/**
	 * The id at which the next purge goes on, because many small purges shouldn't look at
	 * all campaigns each. Only a purge that went from the first campaign to the last one
	 * can say that there is no more to do.
	 */
	private volatile String purgedTo = FIRST;

	private final MemoryStoreContext shared;

	/**
	 * @param clock the store's clock
	 * @param random the source of random codes; a cryptographic one in production
	 * @param level the level at which coupons run low
	 * @param heapNearlyFull whether the heap is nearly full, asked before data is added
	 * that stays; if true, the store is overloaded
	 */
	public InMemoryCampaignRepository(Clock clock, RandomGenerator random, StockLevel level,
			BooleanSupplier heapNearlyFull) {
		this.shared = MemoryStoreContext.of(clock, random, level, heapNearlyFull);
	}

	@Override
	public Outcome<Snapshot> create(Campaign campaign, Act act) {
		return promises.alone(promised -> {
			CampaignCell existing = campaigns.get(campaign.id());
			return existing == null ? createNew(campaign, promised, act) : existing.recreate(campaign);
		});
	}

	private Outcome<Snapshot> createNew(Campaign campaign, Map<CodeFormat, Long> promised, Act act) {
		if (CampaignChange.createNew(campaign, promised) instanceof Refuse no) {
			return no.outcome();
		}
		shared.requireRoom();
		CampaignCell created = new CampaignCell(campaign, shared, act);
		Outcome<Snapshot> done = created.snapshot(0);
		campaigns.put(campaign.id(), created);
		promises.add(campaign.codeSource(), campaign.maxCoupons());
		return done;
	}

	@Override
	public Outcome<Snapshot> tryCreate(Campaign campaign) {
		return promises.alone(promised -> {
			CampaignCell existing = campaigns.get(campaign.id());
			if (existing != null) {
				return existing.recreate(campaign);
			}
			return CampaignChange.createNew(campaign, promised) instanceof Refuse no ? no.outcome()
					: new Done<>(CampaignState.ofNew(campaign, now()).snapshot(List.of()));
		});
	}

	@Override
	public Instant now() {
		return shared.clock().instant().truncatedTo(ChronoUnit.MILLIS);
	}

	@Override
	public Outcome<Snapshot> find(String campaignId, int codes) {
		return inCampaign(campaignId, cell -> cell.snapshot(codes));
	}

	@Override
	public Page<Snapshot, String> campaigns(Selection selection, @Nullable String after, int limit) {
		List<Snapshot> items = new ArrayList<>();
		String last = after;
		int scanned = 0;
		for (CampaignCell cell : (after == null ? campaigns : campaigns.tailMap(after, false)).values()) {
			if (items.size() == limit || scanned++ == SCANNED_FOR_A_PAGE) {
				return new Page<>(items, last);
			}
			last = cell.id();
			if (cell.snapshot(0) instanceof Done<Snapshot>(Snapshot snapshot) && selection.includes(snapshot)) {
				items.add(snapshot);
			}
		}
		return new Page<>(items, null);
	}

	@Override
	public Outcome<Changed> update(Campaign changed, String revision, Act act) {
		return promises.alone(promised -> {
			Outcome<Changed> outcome = inCampaign(changed.id(), cell -> cell.update(changed, revision, promised, act));
			if (outcome instanceof Done<Changed>(Changed done)) {
				promises.add(changed.codeSource(), changed.maxCoupons() - done.before().maxCoupons());
			}
			return outcome;
		});
	}

	@Override
	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String revision, Act act) {
		return inCampaign(campaignId, cell -> cell.pause(paused, revision, act));
	}

	@Override
	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String revision, Act act) {
		return inCampaign(campaignId, cell -> {
			Outcome<Snapshot> outcome = cell.delete(force, revision, act);
			if (outcome instanceof Done<Snapshot>(Snapshot deleted)) {
				promises.add(cell.codeSource(), -deleted.campaign().maxCoupons());
				if (deleted.issued() <= Erasures.ERASED_ON_DELETE) {
					erase(cell, Erasures.ERASED_ON_DELETE, new ArrayList<>());
				}
			}
			return outcome;
		});
	}

	@Override
	public Outcome<Coupon> issue(IssueRequest request) {
		return inCampaign(request.campaignId(), cell -> cell.issue(request));
	}

	@Override
	public Outcome<List<Verdict>> importCodes(String campaignId, List<String> codes, Act act) {
		return inCampaign(campaignId, cell -> cell.importCodes(codes, act));
	}

	@Override
	public Outcome<Integer> dropCodes(String campaignId, int limit, Act act) {
		return inCampaign(campaignId, cell -> cell.dropCodes(limit, act));
	}

	@Override
	public Outcome<Page<Coupon, Integer>> coupons(String campaignId, @Nullable String userId, int after, int limit) {
		return inCampaign(campaignId, cell -> cell.coupons(userId, after, limit));
	}

	@Override
	public Page<Coupon, Wallet.Position> wallet(Wallet wallet, Wallet.@Nullable Position after, int limit) {
		List<Coupon> newest = shared.users()
			.campaignsOf(wallet.userId())
			.stream()
			.flatMap(number -> Stream.ofNullable(shared.numbers().find(number)))
			.filter(cell -> wallet.campaignId() == null || wallet.campaignId().equals(cell.id()))
			.flatMap(cell -> cell.lastOf(wallet.userId(), after, limit + 1).stream())
			.sorted(Comparator.comparing(Wallet.Position::of))
			.limit(limit + 1L)
			.toList();
		List<Coupon> page = newest.subList(0, Math.min(limit, newest.size()));
		return new Page<>(page.stream().filter(wallet::wants).toList(),
				page.size() == newest.size() ? null : Wallet.Position.of(page.getLast()));
	}

	@Override
	public Outcome<Coupon> findCoupon(String code) {
		return onCoupon(code, coupon -> coupon.campaign().find(coupon));
	}

	@Override
	public Outcome<Coupon> change(String code, CouponChange change, Act act) {
		return onCoupon(code, coupon -> coupon.campaign().change(coupon, change, act));
	}

	@Override
	public Outcome<History> history(String code) {
		return onCoupon(code, coupon -> coupon.campaign().history(coupon));
	}

	@Override
	public Page<Audited, Long> audit(@Nullable String campaignId, @Nullable Long after, int limit) {
		return shared.audit().page(campaignId, after, limit, Audited::new);
	}

	@Override
	public Outcome<Report> report(String campaignId) {
		return inCampaign(campaignId, cell -> CampaignExamination.report(cell, shared));
	}

	@Override
	public Page<Report, Long> reports(@Nullable String campaignId, @Nullable Long after, int limit) {
		return shared.reports().page(campaignId, after, limit);
	}

	@Override
	public boolean forget(Forgettable old, int limit) {
		Instant made = old.reportsBefore();
		Instant written = old.auditBefore();
		boolean moreReports = made != null && shared.reports().forget(made, limit);
		return (written != null
				&& shared.audit().removeIf(entry -> entry.at().isBefore(written) && isErased(entry), limit))
				|| moreReports;
	}

	/** Tells whether nothing is left of the campaign that an entry is about. */
	private boolean isErased(LogEntry entry) {
		CampaignCell cell = campaigns.get(entry.campaignId());
		return cell == null || !cell.uid().equals(entry.campaignUid());
	}

	@Override
	public EventPosition extendFeed() {
		return shared.feed().extend();
	}

	@Override
	public EventPage events(EventSelection selection, EventPosition after, int limit) {
		return shared.feed().page(selection, after, limit);
	}

	@Override
	public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		Instant now = shared.clock().instant();
		List<Erased> gone = new ArrayList<>();
		int budget = maxCoupons;
		String from = purgedTo;
		for (CampaignCell cell : campaigns.tailMap(from).values()) {
			if (endedBy != null && cell.deleteIfOverBy(endedBy) instanceof Done<Snapshot>(Snapshot over)) {
				promises.add(cell.codeSource(), -over.campaign().maxCoupons());
			}
			if (cell.isGone()) {
				budget -= Math.max(1, erase(cell, budget, gone));
			}
			if (budget <= 0) {
				purgedTo = cell.id();
				return new Purge(gone, true, now);
			}
		}
		purgedTo = FIRST;
		return new Purge(gone, !from.equals(FIRST), now);
	}

	/**
	 * Erases coupons of a campaign up to a limit, and adds the campaign to {@code gone}
	 * if nothing of it is left.
	 */
	private int erase(CampaignCell cell, int limit, List<Erased> gone) {
		Report report = shared.reports().has(cell.uid()) ? null : CampaignExamination.ofDeleted(cell, shared);
		erasing.lock();
		try {
			// Another thread may have erased the campaign meanwhile.
			if (report != null && campaigns.get(cell.id()) == cell) {
				shared.reports().keep(report);
			}
			int count = cell.erase(limit);
			Erased erasure = cell.erasure();
			if (erasure != null && campaigns.remove(cell.id(), cell)) {
				shared.numbers().release(cell.number());
				cell.forget();
				shared.reports().erased(cell.uid());
				gone.add(erasure);
			}
			return count;
		}
		finally {
			erasing.unlock();
		}
	}

	private <T> Outcome<T> inCampaign(String campaignId, Function<CampaignCell, Outcome<T>> operation) {
		CampaignCell cell = campaigns.get(campaignId);
		return cell == null ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND) : operation.apply(cell);
	}

	private <T> Outcome<T> onCoupon(String code, Function<Found, Outcome<T>> operation) {
		return switch (TypedCode.find(code, shared.codes())) {
			case Success<Found> meant -> operation.apply(meant.value());
			case Refused<Found> refused -> new Refused<>(refused.refusal());
		};
	}

}
