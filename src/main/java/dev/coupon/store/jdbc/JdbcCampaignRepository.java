package dev.coupon.store.jdbc;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventReader;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.History;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.batch.BatchQueue.Limits;
import dev.coupon.store.damage.Damages;
import dev.coupon.store.erasure.Erasures;
import dev.coupon.store.jdbc.change.CampaignChanges;
import dev.coupon.store.jdbc.change.Change.Issue;
import dev.coupon.store.jdbc.change.Change.Step;
import dev.coupon.store.jdbc.change.CouponChanges;
import dev.coupon.store.jdbc.change.StockChanges;
import dev.coupon.store.jdbc.connection.Transactions;
import dev.coupon.store.jdbc.feed.FeedReading;
import dev.coupon.store.jdbc.feed.FeedTable;
import dev.coupon.store.jdbc.rate.BucketTable;
import dev.coupon.store.jdbc.report.CampaignExamination;
import dev.coupon.store.jdbc.report.ReportTable;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.CouponTable;
import dev.coupon.store.jdbc.table.LogTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store that keeps campaigns and coupons in the tables of a database.
 *
 * <p>
 * All changes go through a queue, in which requests that come together share a
 * transaction. If the database locks rows, the requests to one campaign share it. If the
 * database has one writer, all requests share it. A transaction locks the counters of a
 * campaign before it reads anything else of it, and keeps them locked until it ends.
 * Operations that only read take no lock. The codes still agree with a count that was
 * read before them, because coupons never change.
 */
public final class JdbcCampaignRepository implements CampaignRepository, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(JdbcCampaignRepository.class);

	/** The lane of the writes that only try whether writing works; no campaign's id. */
	private static final String TRIALS = "?";

	/** The lane of the transactions that extend the feed; no campaign's id. */
	private static final String FEED = "?feed";

	/** The lane of the changes that forget evidence; no campaign's id. */
	private static final String FORGETTING = "!";

	/** The time for which a transaction that was committed shows that writing works. */
	private static final Duration RECENT = Duration.ofSeconds(2);

	private static final int SCANNED_FOR_A_PAGE = 1_000;

	private static final int SWEPT_AT_ONCE = 10_000;

	private final Transactions transactions;

	private final RandomGenerator random;

	private final StockLevel level;

	private final Damages damages = new Damages();

	private final Lanes lanes;

	private final Erasures erasures;

	/**
	 * The limits of the queues for reading and changing.
	 *
	 * @param oneWriter whether the database takes one changing transaction at a time
	 */
	record Queues(Limits reading, Limits changing, boolean oneWriter) {
	}

	JdbcCampaignRepository(Transactions transactions, Queues queues, JdbcStore.Tools tools) {
		this.transactions = transactions;
		this.random = tools.random();
		this.level = tools.level();
		this.lanes = new Lanes(transactions, queues, tools, damages);
		this.erasures = new Erasures(new JdbcErasing(lanes), damages::gone);
	}

	private <T> Outcome<T> change(String campaignId, Act act, Function<CampaignChanges, Outcome<T>> step) {
		return lanes.change(campaignId, new Step(tx -> step.apply(new CampaignChanges(tx, act))));
	}

	private long newRevision() {
		return random.nextLong(Long.MAX_VALUE);
	}

	@Override
	public Outcome<Snapshot> create(Campaign campaign, Act act) {
		long revision = newRevision();
		return change(campaign.id(), act, campaigns -> campaigns.create(campaign, revision));
	}

	@Override
	public Outcome<Snapshot> tryCreate(Campaign campaign) {
		return lanes.read(tx -> new CampaignChanges(tx, Act.OF_THE_SERVICE).tryCreate(campaign));
	}

	@Override
	public Outcome<Snapshot> find(String campaignId, int codes) {
		return lanes.read(tx -> new Reading(tx).snapshot(campaignId, codes));
	}

	@Override
	public Page<Snapshot, String> campaigns(Selection selection, @Nullable String after, int limit) {
		int scanned = selection.isAll() ? limit : Math.max(limit, SCANNED_FOR_A_PAGE);
		return lanes.read(tx -> {
			List<Snapshot> items = new ArrayList<>();
			String last = after;
			int left = scanned;
			for (CampaignRow row : new CampaignTable(tx).findAfter(after, scanned + 1L)) {
				if (items.size() == limit || left-- == 0) {
					return new Page<>(items, last);
				}
				last = row.campaign().id();
				if (row.damage() != null) {
					damages.found(row.damage());
				}
				else if (selection.includes(row.snapshot())) {
					items.add(row.snapshot());
				}
			}
			return new Page<>(items, null);
		});
	}

	@Override
	public Outcome<Changed> update(Campaign changed, String revision, Act act) {
		long next = newRevision();
		return change(changed.id(), act, campaigns -> campaigns.update(changed, revision, next, level));
	}

	@Override
	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String revision, Act act) {
		long next = newRevision();
		return change(campaignId, act, campaigns -> campaigns.pause(campaignId, paused, revision, next));
	}

	@Override
	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String revision, Act act) {
		Outcome<Snapshot> outcome = change(campaignId, act, campaigns -> campaigns.delete(campaignId, force, revision));
		if (outcome instanceof Done<Snapshot>(Snapshot deleted)) {
			damages.gone(campaignId);
			erasures.eraseDeleted(campaignId, deleted.issued());
		}
		return outcome;
	}

	@Override
	public Outcome<Coupon> issue(IssueRequest request) {
		return lanes.change(request.campaignId(), new Issue(request));
	}

	@Override
	public Outcome<List<Verdict>> importCodes(String campaignId, List<String> codes, Act act) {
		return lanes.change(campaignId, new Step(tx -> new StockChanges(tx, act).importCodes(campaignId, codes)));
	}

	@Override
	public Outcome<Integer> dropCodes(String campaignId, int limit, Act act) {
		return lanes.change(campaignId, new Step(tx -> new StockChanges(tx, act).dropCodes(campaignId, limit, level)));
	}

	@Override
	public Outcome<Page<Coupon, Integer>> coupons(String campaignId, @Nullable String userId, int after, int limit) {
		return lanes.read(tx -> new Reading(tx).coupons(campaignId, userId, after, limit));
	}

	@Override
	public Page<Coupon, Wallet.Position> wallet(Wallet wallet, Wallet.@Nullable Position after, int limit) {
		return lanes.read(tx -> new CouponTable(tx).wallet(wallet, after, limit));
	}

	@Override
	public Outcome<Coupon> findCoupon(String code) {
		return lanes.read(tx -> new CouponTable(tx).find(code));
	}

	/** Changes a coupon in the lane of its campaign, which never changes. */
	@Override
	public Outcome<Coupon> change(String code, CouponChange change, Act act) {
		Outcome<Coupon> found = findCoupon(code);
		return found instanceof Done<Coupon>(Coupon coupon)
				? lanes.change(coupon.campaignId(), new Step(tx -> new CouponChanges(tx).change(coupon, change, act)))
				: found;
	}

	@Override
	public Outcome<History> history(String code) {
		return lanes.read(tx -> new Reading(tx).history(code));
	}

	@Override
	public Page<Audited, Long> audit(@Nullable String campaignId, @Nullable Long after, int limit) {
		return lanes.read(tx -> new LogTable(tx).audited(campaignId, after, limit));
	}

	@Override
	public Outcome<Report> report(String campaignId) {
		Report report = lanes.readLong(tx -> CampaignExamination.report(tx, campaignId, false));
		return report == null ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND) : new Done<>(report);
	}

	@Override
	public Page<Report, Long> reports(@Nullable String campaignId, @Nullable Long after, int limit) {
		return lanes.read(tx -> new ReportTable(tx).page(campaignId, after, limit));
	}

	@Override
	public boolean forget(Forgettable old, int limit) {
		Instant made = old.reportsBefore();
		Instant written = old.auditBefore();
		Outcome<Boolean> more = lanes.change(FORGETTING, new Step(tx -> {
			boolean moreReports = made != null && new ReportTable(tx).deleteBefore(made, limit) == limit;
			return new Done<>(
					(written != null && new LogTable(tx).deleteBefore(written, limit) == limit) || moreReports);
		}));
		return more.equals(new Done<>(true));
	}

	@Override
	public EventPosition extendFeed() {
		if (lanes.read(tx -> new FeedTable(tx).isBehind())) {
			lanes.change(FEED, new Step(tx -> {
				new FeedTable(tx).extend();
				return new Done<>(FEED);
			}));
		}
		return lanes.read(tx -> new FeedTable(tx).end());
	}

	@Override
	public EventPage events(EventSelection selection, EventPosition after, int limit) {
		return lanes.read(tx -> new EventReader(selection, new FeedReading(tx, selection)).page(after, limit));
	}

	@Override
	public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		if (endedBy == null) {
			sweepBuckets();
		}
		return erasures.purge(endedBy, maxCoupons);
	}

	/** Takes away buckets that are full again, without holding up what comes next. */
	private void sweepBuckets() {
		try {
			boolean more = lanes.read(BucketTable::hasExpired);
			while (more) {
				more = lanes
					.change(FORGETTING,
							new Step(tx -> new Done<>(BucketTable.sweep(tx, SWEPT_AT_ONCE) == SWEPT_AT_ONCE)))
					.equals(new Done<>(true));
			}
		}
		catch (OverloadedException | OutcomeUnknownException e) {
			log.warn("Buckets of shared rates will be swept later: {}", e.getMessage());
		}
	}

	@Override
	public Instant now() {
		return lanes.read(tx -> new CampaignTable(tx).now());
	}

	/** The subscriptions in the same database, behind the same queues. */
	Subscriptions subscriptions() {
		return new JdbcSubscriptions(lanes);
	}

	/** The ids of the campaigns that can't be read, as far as they were read. */
	Set<String> damaged() {
		return damages.ids();
	}

	/**
	 * Checks that the database takes writes: unless it has just committed something, a
	 * transaction writes a row of its own. It waits like an issue, but not behind those
	 * of a campaign, if campaigns don't wait for each other.
	 * @throws OverloadedException if the database takes no writes
	 * @throws OutcomeUnknownException if the database doesn't answer
	 */
	void check() {
		if (!transactions.hasCommittedWithin(RECENT)) {
			lanes.change(TRIALS, new Step(tx -> {
				tx.tryForRoom();
				return new Done<>(TRIALS);
			}));
		}
	}

	/** Accepts no more requests, and answers those under way at once. */
	void giveUp() {
		lanes.giveUp();
	}

	@Override
	public void close() {
		lanes.close();
	}

}
