package dev.coupon.store.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.CampaignRepository.Purge;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RevokeVoid;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.testing.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of random operations, each asked of a store and of the model.
 */
public final class RandomSequence {

	private final List<String> log = new ArrayList<>();

	private final List<String> codes = new ArrayList<>();

	private final SettableClock clock = new SettableClock(Instant.parse("2025-12-31T23:59:57Z"));

	private final CampaignModel model;

	private final CouponModel coupons;

	private final Random random;

	private final RandomCampaigns any;

	private final CampaignRepository store;

	private final List<Runnable> operations = List.of(this::create, this::create, this::issue, this::issue, this::issue,
			this::issue, this::issue, this::redeem, this::redeem, this::redeem, this::rollBack, this::makeVoid,
			this::audit, this::report, this::wallet, this::importCodes, this::importCodes, this::dropCodes,
			this::events, this::findCoupon, this::findCoupon, this::update, this::update, this::pause, this::erase,
			this::coupons, this::campaigns, this::moveClock);

	/**
	 * @param seed the same one makes the same sequence
	 * @param tick how finely the store tells the time
	 * @param newStore makes an empty store, given its time and where codes come from
	 */
	public RandomSequence(long seed, Duration tick, BiFunction<Clock, RandomGenerator, CampaignRepository> newStore) {
		Clock time = Clock.tick(clock, tick);
		random = new Random(seed);
		any = new RandomCampaigns(random);
		model = new CampaignModel(time);
		coupons = new CouponModel(model, time);
		store = newStore.apply(time, random);
		log.add("Seed " + seed);
	}

	public void run(int length) {
		for (int i = 0; i < length; i++) {
			operations.get(random.nextInt(operations.size())).run();
			for (String id : List.of("a", "b", "c")) {
				agree("find " + id, store.find(id, 9), model.find(id, 9));
				agree("list " + id, store.coupons(id, null, 0, 9), coupons.coupons(id, null, 0, 9));
			}
		}
		clock.advance(Duration.ofHours(1));
		for (int calls = 0; purge(clock.instant(), 1).more(); calls++) {
			agree("purges are enough", calls < 100, true);
		}
		List<Report> kept = store.reports(null, null, 1000).items();
		agree("kept reports", kept.stream().map(Report::campaignUid).toList(), model.gone());
		agree("faults", kept.stream().flatMap(report -> report.faults().stream()).toList(), List.of());
	}

	private void agree(String asked, Object answered, Object expected) {
		assertThat(answered).as(() -> String.join("\n", log) + "\n" + asked).isEqualTo(expected);
	}

	private void agreed(String asked, Object answered, Object expected) {
		agree(asked, answered, expected);
		log.add(asked + " -> " + brief(answered));
	}

	private static String brief(Object answered) {
		return answered instanceof Done<?>(Coupon coupon) ? "done " + coupon.code()
				: answered instanceof Refused<?> refused ? refused.refusal().code()
						: answered.getClass().getSimpleName();
	}

	private void moveClock() {
		if (any.onceIn(6)) {
			clock.correct(any.onceIn(4) ? Duration.ofSeconds(-61) : any.halfSeconds(-4, -1));
			log.add("back to " + clock.instant());
			return;
		}
		Instant now = clock.instant();
		Instant later = now.truncatedTo(ChronoUnit.SECONDS).plus(any.halfSeconds(2, 4));
		clock.advance(any.onceIn(3) ? Duration.ofNanos(any.upTo(1_000_000)) : Duration.between(now, later));
		log.add("now " + clock.instant());
	}

	static @Nullable String revision(Outcome<Snapshot> outcome) {
		return outcome instanceof Done<Snapshot>(Snapshot snapshot) ? snapshot.revision() : null;
	}

	private void create() {
		ModelCampaign existing = model.campaigns.get(any.id());
		Campaign campaign = existing != null && any.onceIn(2) ? any.changed(existing.settings, clock.instant())
				: any.campaign(clock.instant());
		Act act = any.act();
		Outcome<Snapshot> tried = store.tryCreate(campaign);
		Outcome<Snapshot> created = store.create(campaign, act);
		agree("try " + campaign, tried,
				created instanceof Done<Snapshot>(Snapshot done) ? new Done<>(notCreated(done)) : created);
		agreed("create " + campaign + " " + act, created, model.create(campaign, act, created));
	}

	/** A new campaign as it is before it is created. */
	private static Snapshot notCreated(Snapshot created) {
		return new Snapshot(created.campaign(), "", "", created.status(), 0, 0, 0, 0, created.pace(), List.of());
	}

	private void update() {
		Campaign drawn = any.campaign(clock.instant());
		ModelCampaign existing = model.campaigns.get(drawn.id());
		String recent = any.recent(model.revisions);
		Campaign changed = existing == null ? drawn : any.changed(existing.settings, clock.instant());
		String revision = existing == null || any.onceIn(6) ? recent : existing.revision;
		Act act = any.act();
		agreed("update " + revision + " " + changed, changed.id(), store.update(changed, revision, act),
				newRevision -> model.update(changed, revision, act, newRevision));
	}

	private void pause() {
		String id = any.id();
		boolean paused = any.onceIn(4);
		String revision = meant(id);
		Act act = any.act();
		agreed("pause " + id + " " + paused + " " + revision, id, store.pause(id, paused, revision, act),
				newRevision -> model.isOf(id, revision) ? model.pause(id, paused, act, newRevision)
						: new Refused<>(Refusal.VERSION_MISMATCH));
	}

	/**
	 * The revision that a change is meant for: none, the present one, or a recent one.
	 */
	private @Nullable String meant(String id) {
		ModelCampaign existing = model.campaigns.get(id);
		return any.onceIn(2) ? null
				: existing == null || any.onceIn(3) ? any.recent(model.revisions) : existing.revision;
	}

	/**
	 * Compares a change with that of the model, and the settings before it with those
	 * that the model had.
	 */
	private void agreed(String operation, String id, Outcome<Changed> outcome,
			Function<@Nullable String, Outcome<Snapshot>> modelled) {
		ModelCampaign existing = model.campaigns.get(id);
		Campaign before = existing == null ? null : existing.settings;
		Outcome<Snapshot> after = outcome.map(Changed::after);
		Outcome<Snapshot> expected = modelled.apply(revision(after));
		agreed(operation, after, expected);
		if (outcome instanceof Done<Changed>(Changed changed)) {
			agreed(operation + ": before", changed.before(), Objects.requireNonNull(before));
		}
	}

	private void issue() {
		IssueRequest request = new IssueRequest(any.id(), any.orNone("u1", "u2"), any.key("k1", "k2"));
		Outcome<Coupon> issued = store.issue(request);
		String code = issued instanceof Done<Coupon>(Coupon coupon) ? coupon.code() : null;
		Stream.ofNullable(code).forEach(codes::add);
		agreed("issue " + request, issued, coupons.issue(request, code));
	}

	private void importCodes() {
		String id = any.id();
		List<String> imported = Stream.generate(() -> any.imported(any.recent(codes))).limit(any.upTo(4)).toList();
		Act act = any.act();
		Outcome<List<Verdict>> verdicts = store.importCodes(id, imported, act);
		codes.addAll(imported);
		agreed("import " + id + " " + imported, verdicts, model.importCodes(id, imported, act, verdicts));
	}

	private void dropCodes() {
		String id = any.id();
		int limit = any.upTo(3);
		Act act = any.act();
		agreed("drop " + id + " " + limit, store.dropCodes(id, limit, act), model.dropCodes(id, limit, act));
	}

	private void coupons() {
		String id = any.id();
		String user = any.orNone("u1", "u2");
		int after = any.upTo(7) - 1;
		int limit = any.upTo(4);
		agreed("coupons " + id + " " + user + " " + after + " " + limit, store.coupons(id, user, after, limit),
				coupons.coupons(id, user, after, limit));
	}

	private void wallet() {
		Wallet wallet = new Wallet(any.of("u1", "u2"), any.orNone("a", "b", "c"), any.orNone(Coupon.Status.values()));
		int limit = any.upTo(3);
		List<Coupon> all = new ArrayList<>();
		Wallet.Position after = null;
		do {
			Page<Coupon, Wallet.Position> page = store.wallet(wallet, after, limit);
			agree("a page is limited", page.items().size() <= limit, true);
			all.addAll(page.items());
			after = page.nextAfter();
		}
		while (after != null);
		agreed(wallet.toString(), all, coupons.wallet(wallet));
	}

	private void campaigns() {
		Selection selection = new Selection(any.orNone(Status.values()), any.orNone("a", "NA", "nam", "names"));
		String after = any.orNone("a", "aa", "b");
		int limit = any.upTo(2);
		List<Snapshot> all = new ArrayList<>();
		String next = after;
		do {
			Page<Snapshot, String> page = store.campaigns(selection, next, limit);
			agree("a page is limited", page.items().size() <= limit, true);
			all.addAll(page.items());
			next = page.nextAfter();
		}
		while (next != null);
		agreed("campaigns " + selection + " " + after + " " + limit, all, model.campaigns(selection, after));
	}

	private void findCoupon() {
		String code = any.typed(any.recent(codes));
		agreed("coupon " + code, store.findCoupon(code), coupons.find(code));
	}

	private void redeem() {
		change(new Redeem(any.orNone("r1", "r2"), any.key("k1", "k2")));
	}

	private void rollBack() {
		change(new RollBack(any.orNone("r1", "r2"), any.onceIn(2)));
	}

	private void makeVoid() {
		change(any.onceIn(2) ? new MakeVoid() : new RevokeVoid());
	}

	private void change(CouponChange change) {
		String code = any.typed(any.recent(codes));
		Act act = any.act();
		agreed(change + " " + code + " " + act, store.change(code, change, act), coupons.change(code, change, act));
		agree("history of " + code, store.history(code), coupons.history(code));
	}

	/** The numbers of coupons of each status, and no faults. */
	private void report() {
		String id = any.id();
		agreed("report " + id, store.report(id).map(report -> report.counts() + " " + report.faults()),
				coupons.coupons(id, null, 0, Integer.MAX_VALUE).map(page -> {
					Map<Coupon.Status, Long> counts = page.items()
						.stream()
						.collect(Collectors.groupingBy(Coupon::status, Collectors.counting()));
					ToIntFunction<Coupon.Status> count = status -> counts.getOrDefault(status, 0L).intValue();
					return new Report.Counts(page.items().size(), count.applyAsInt(Coupon.Status.REDEEMED),
							count.applyAsInt(Coupon.Status.VOID), count.applyAsInt(Coupon.Status.EXPIRED)) + " []";
				}));
	}

	private void audit() {
		String id = any.id();
		int limit = any.upTo(4);
		List<LogEntry> entries = new ArrayList<>();
		Long after = null;
		do {
			Page<Audited, Long> page = store.audit(id, after, limit);
			agree("a page is limited", page.items().size() <= limit, true);
			page.items().forEach(item -> entries.add(item.entry()));
			after = page.nextAfter();
		}
		while (after != null);
		agreed("audit " + id, entries, model.audit(id));
		List<Audited> all = store.audit(null, null, Integer.MAX_VALUE).items();
		agree("audit of all", all.stream().map(Audited::entry).filter(entry -> entry.campaignId().equals(id)).toList(),
				entries);
	}

	private void events() {
		String id = any.id();
		agreed("events " + id, FeedOf.campaign(id, store, any.upTo(4)), model.events(id));
	}

	private void erase() {
		if (any.onceIn(2)) {
			String id = any.id();
			boolean force = any.onceIn(2);
			String revision = meant(id);
			Act act = any.act();
			agreed("delete " + id + " " + force + " " + revision, store.delete(id, force, revision, act),
					model.isOf(id, revision) ? model.delete(id, force, act) : new Refused<>(Refusal.VERSION_MISMATCH));
			return;
		}
		purge(any.onceIn(4) ? null : clock.instant().minus(any.halfSeconds(2, 10)), any.upTo(3));
	}

	private Purge purge(@Nullable Instant endedBy, int limit) {
		Set<String> due = model.due(endedBy);
		Purge purge = store.purge(endedBy, limit);
		log.add("purge " + endedBy + " " + limit + " -> " + purge);
		agree("faults", model.purged(due, limit, purge, id -> !(store.find(id, 0) instanceof Refused)), List.of());
		return purge;
	}

}
