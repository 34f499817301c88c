package dev.coupon.store.valkey;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventReader;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.History;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.batch.BatchSettings;
import dev.coupon.store.damage.Damages;
import dev.coupon.store.erasure.Erasures;
import dev.coupon.store.valkey.change.CampaignChanges;
import dev.coupon.store.valkey.change.Change;
import dev.coupon.store.valkey.change.Change.Issue;
import dev.coupon.store.valkey.change.Change.OfCoupon;
import dev.coupon.store.valkey.change.Change.Step;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.change.stock.StockChanges;
import dev.coupon.store.valkey.evidence.CampaignExamination;
import dev.coupon.store.valkey.evidence.Reports;
import dev.coupon.store.valkey.feed.Feed;
import dev.coupon.store.valkey.feed.FeedReading;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CodeReader;
import dev.coupon.store.valkey.read.Reading;
import dev.coupon.store.valkey.read.Wallets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store that keeps campaigns and coupons in Valkey or Redis.
 *
 * <p>
 * All of a campaign is in one slot, with a version. A change reads what it needs with the
 * version, the domain decides, and the result is written if the version is still the
 * same. Requests that come together for one campaign are done in one such step. Data in
 * other slots (codes, wallets, the list of campaigns) is written before, and counts only
 * if the campaign's own data confirms it.
 */
public final class ValkeyCampaignRepository implements CampaignRepository, AutoCloseable {

	/** The lane that extends the feed; no campaign's id. */
	private static final String FEED = "?feed";

	/** The lane of the changes that forget evidence; no campaign's id. */
	private static final String FORGETTING = "!";

	/**
	 * The largest number of campaigns that are read for a page of selected ones, about.
	 */
	private static final int SCANNED_FOR_A_PAGE = 1_000;

	private static final int SCANNED_AT_ONCE = 200;

	private final Tools tools;

	private final Damages damages = new Damages();

	private final ValkeyLanes lanes;

	private final ValkeyErasing erasing;

	private final Erasures erasures;

	private final CodeReader codes;

	private final Reading reading;

	private final Wallets wallets;

	private final Feed feed;

	private final Reports reports;

	ValkeyCampaignRepository(Tools tools, BatchSettings batch, MeterRegistry meters) {
		this.tools = tools;
		this.lanes = new ValkeyLanes(tools, batch, damages, meters);
		this.codes = new CodeReader(tools.server(), tools.campaigns());
		this.reading = new Reading(tools.campaigns(), codes);
		this.wallets = new Wallets(tools.server(), tools.campaigns());
		this.feed = new Feed(tools.server(), tools.campaigns());
		this.reports = new Reports(tools.server());
		this.erasing = new ValkeyErasing(tools, lanes, feed, reports);
		this.erasures = new Erasures(erasing, damages::gone);
	}

	private <T> Outcome<T> change(String campaignId, Act act, Function<CampaignChanges, Outcome<T>> step) {
		return lanes.change(campaignId, new Step(() -> step.apply(new CampaignChanges(tools, act))));
	}

	private String newRevision() {
		return Long.toString(tools.random().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
	}

	@Override
	public Outcome<Snapshot> create(Campaign campaign, Act act) {
		String revision = newRevision();
		return change(campaign.id(), act, campaigns -> campaigns.create(campaign, revision));
	}

	@Override
	public Outcome<Snapshot> tryCreate(Campaign campaign) {
		return lanes.read(() -> new CampaignChanges(tools, Act.OF_THE_SERVICE).tryCreate(campaign));
	}

	@Override
	public Outcome<Snapshot> find(String campaignId, int wanted) {
		return lanes.read(() -> reading.snapshot(campaignId, wanted));
	}

	@Override
	public Page<Snapshot, String> campaigns(Selection selection, @Nullable String after, int limit) {
		return lanes.read(() -> {
			List<Snapshot> items = new ArrayList<>();
			String last = after;
			for (int scanned = 0; scanned < SCANNED_FOR_A_PAGE;) {
				List<String> ids = tools.index().idsAfter(last, SCANNED_AT_ONCE);
				for (CampaignHead head : tools.campaigns().heads(ids)) {
					if (items.size() == limit) {
						return new Page<>(items, last);
					}
					last = ids.get(scanned++ % SCANNED_AT_ONCE);
					add(head, selection, items);
				}
				if (ids.size() < SCANNED_AT_ONCE) {
					return new Page<>(items, null);
				}
			}
			return new Page<>(items, last);
		});
	}

	private void add(@Nullable CampaignHead head, Selection selection, List<Snapshot> items) {
		if (head == null || head.deleted()) {
			return;
		}
		if (head.damage() != null) {
			damages.found(head.damage());
		}
		else if (selection.includes(head.snapshot())) {
			items.add(head.snapshot());
		}
	}

	@Override
	public Outcome<Changed> update(Campaign changed, String revision, Act act) {
		String next = newRevision();
		return change(changed.id(), act, campaigns -> campaigns.update(changed, revision, next));
	}

	@Override
	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String revision, Act act) {
		String next = newRevision();
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
	public Outcome<List<Verdict>> importCodes(String campaignId, List<String> imported, Act act) {
		return lanes.change(campaignId, new Step(() -> new StockChanges(tools, act).importCodes(campaignId, imported)));
	}

	@Override
	public Outcome<Integer> dropCodes(String campaignId, int limit, Act act) {
		return lanes.change(campaignId, new Step(() -> new StockChanges(tools, act).dropCodes(campaignId, limit)));
	}

	@Override
	public Outcome<Page<Coupon, Integer>> coupons(String campaignId, @Nullable String userId, int after, int limit) {
		return lanes.read(() -> reading.coupons(campaignId, userId, after, limit));
	}

	@Override
	public Page<Coupon, Wallet.Position> wallet(Wallet wallet, Wallet.@Nullable Position after, int limit) {
		return lanes.read(() -> wallets.page(wallet, after, limit));
	}

	@Override
	public Outcome<Coupon> findCoupon(String code) {
		return lanes.read(() -> codes.find(code));
	}

	/** Changes a coupon in the lane of its campaign, which is the same for ever. */
	@Override
	public Outcome<Coupon> change(String code, CouponChange change, Act act) {
		Outcome<Coupon> found = findCoupon(code);
		return found instanceof Done<Coupon>(Coupon coupon)
				? lanes.change(coupon.campaignId(), (Change) new OfCoupon(coupon, change, act)) : found;
	}

	@Override
	public Outcome<History> history(String code) {
		return lanes.read(() -> reading.history(code));
	}

	@Override
	public Page<Audited, Long> audit(@Nullable String campaignId, @Nullable Long after, int limit) {
		extend();
		return lanes.read(() -> feed.audited(campaignId, after, limit));
	}

	@Override
	public Outcome<Report> report(String campaignId) {
		return lanes.read(() -> {
			CampaignHead head = tools.campaigns().head(campaignId);
			return head == null || head.deleted() ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND)
					: new Done<>(CampaignExamination.report(tools.server(), head));
		});
	}

	@Override
	public Page<Report, Long> reports(@Nullable String campaignId, @Nullable Long after, int limit) {
		return lanes.read(() -> reports.page(campaignId, after, limit));
	}

	@Override
	public boolean forget(Forgettable old, int limit) {
		Instant made = old.reportsBefore();
		Instant written = old.auditBefore();
		Outcome<Boolean> more = lanes.change(FORGETTING, new Step(() -> {
			boolean moreReports = made != null && reports.forget(made, limit) == limit;
			return new Done<>((written != null && feed.forgetAudit(written, limit) == limit) || moreReports);
		}));
		return more.equals(new Done<>(true));
	}

	private void extend() {
		lanes.change(FEED, new Step(() -> {
			feed.extend();
			return new Done<>(FEED);
		}));
	}

	@Override
	public EventPosition extendFeed() {
		extend();
		return lanes.read(feed::end);
	}

	@Override
	public EventPage events(EventSelection selection, EventPosition after, int limit) {
		return lanes
			.read(() -> new EventReader(selection, new FeedReading(tools.server(), tools.campaigns(), feed, selection))
				.page(after, limit));
	}

	@Override
	public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		Purge purge = erasures.purge(endedBy, maxCoupons);
		// The sweep comes last, so that one that fails doesn't keep campaigns from going.
		erasing.sweep();
		return purge;
	}

	@Override
	public Instant now() {
		return lanes.read(() -> tools.server().read(List.of(Command.of("EXISTS", Shared.index("m")))).now());
	}

	/** The ids of the campaigns that can't be read, as far as they were read. */
	Set<String> damaged() {
		return damages.ids();
	}

	ValkeyLanes lanes() {
		return lanes;
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
