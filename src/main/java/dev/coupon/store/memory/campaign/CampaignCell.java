package dev.coupon.store.memory.campaign;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.decision.CampaignChange;
import dev.coupon.domain.decision.CampaignSettings;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.CampaignState.EarlierIssue;
import dev.coupon.domain.decision.CampaignState.OfUser;
import dev.coupon.domain.decision.Decision;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.decision.stock.StockChange;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.History;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.store.IssueTimes;
import dev.coupon.store.memory.campaign.CampaignCodes.Stocked;
import dev.coupon.store.memory.campaign.CodeIndex.Found;
import dev.coupon.store.memory.coupon.Coupons;
import dev.coupon.store.memory.coupon.Coupons.Within;
import dev.coupon.store.memory.lock.CampaignLock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A campaign with its coupons, protected by a lock. Operations that change something take
 * the write lock, those that only read take the read lock, and callers get copies. A
 * deleted campaign answers as if it didn't exist.
 */
final class CampaignCell {

	private final CampaignLock lock = new CampaignLock();

	private final String id;

	private final CodeSource codeSource;

	private final MemoryStoreContext shared;

	private final Coupons coupons;

	private final CampaignFacts facts;

	private final CampaignCodes codes;

	private final int number;

	/** Changed with the write lock, and read without a lock by {@link #isGone}. */
	private volatile boolean deleted;

	CampaignCell(Campaign campaign, MemoryStoreContext shared, Act act) {
		this.id = campaign.id();
		this.codeSource = campaign.codeSource();
		this.shared = shared;
		this.coupons = new Coupons(campaign, shared.hashes());
		this.codes = new CampaignCodes(this, codeSource, coupons, shared);
		this.facts = new CampaignFacts(campaign, shared, lock, coupons);
		// Other threads may find the cell by its number from here on.
		this.number = shared.numbers().take(this);
		facts.log(state().entry(LogEntry.Type.CAMPAIGN_CREATED, act, null, CampaignSettings.created(campaign)));
	}

	Outcome<Snapshot> snapshot(int codes) {
		return reading(() -> new Done<>(read(codes)));
	}

	/** The outcome of a request to create a campaign with the id of this one. */
	Outcome<Snapshot> recreate(Campaign wanted) {
		return lock.reading(() -> {
			Decision decision = deleted ? new Refuse(Refusal.CAMPAIGN_EXISTS, null) : change().create(wanted);
			return decision instanceof Refuse refuse ? refuse.outcome() : new Replayed<>(read(0));
		});
	}

	Outcome<Changed> update(Campaign changed, String ofRevision, Map<CodeFormat, Long> promised, Act act) {
		return writing(() -> {
			if (change().update(changed, ofRevision, promised) instanceof Refuse refuse) {
				return refuse.outcome();
			}
			return become(changed.withPaused(state().campaign().paused()), LogEntry.Type.CAMPAIGN_UPDATED, act);
		});
	}

	Outcome<Changed> pause(boolean paused, @Nullable String ofRevision, Act act) {
		return writing(() -> change().pause(ofRevision) instanceof Refuse refuse ? refuse.outcome()
				: become(state().campaign().withPaused(paused),
						paused ? LogEntry.Type.CAMPAIGN_PAUSED : LogEntry.Type.CAMPAIGN_RESUMED, act));
	}

	private Outcome<Changed> become(Campaign changed, LogEntry.Type type, Act act) {
		Campaign before = state().campaign();
		if (!changed.equals(before)) {
			facts.log(state().entry(type, act, null, CampaignSettings.changed(before, changed)));
			PeriodUse use = change().useAfter(changed, coupons::issuedBefore);
			facts.become(state().with(changed, shared.nextRevision(), use));
		}
		return new Done<>(new Changed(before, read(0)));
	}

	Outcome<Snapshot> delete(boolean force, @Nullable String ofRevision, Act act) {
		return writing(() -> {
			if (change().delete(force, ofRevision) instanceof Refuse refuse) {
				return refuse.outcome();
			}
			return hide(LogEntry.Type.CAMPAIGN_DELETED, act);
		});
	}

	private Outcome<Snapshot> hide(LogEntry.Type type, Act act) {
		facts.log(state().entry(type, act, null, CampaignSettings.gone(state().campaign())));
		deleted = true;
		return new Done<>(read(0));
	}

	Outcome<Coupon> issue(IssueRequest request) {
		return writing(() -> {
			int earlier = coupons.issuedWith(request.idempotencyKey());
			CampaignState state = state();
			return switch (state.issue(request, ofUser(request.userId(), state), earlierIssue(earlier))) {
				case Apply apply -> issueNew(request, state);
				case Replay replay -> new Replayed<>(coupons.read(earlier, state));
				case Refuse refuse -> refuse.outcome();
			};
		});
	}

	private OfUser ofUser(@Nullable String userId, CampaignState state) {
		return new OfUser(coupons.issuedTo(userId), userId == null || !state.campaign().rhythm().limitsUsers() ? 0
				: coupons.issuedAfter(state.issuedBeforePeriod(), userId));
	}

	private @Nullable EarlierIssue earlierIssue(int sequence) {
		return sequence == 0 ? null : new EarlierIssue(coupons.userOf(sequence));
	}

	private Outcome<Coupon> issueNew(IssueRequest request, CampaignState state) {
		shared.requireRoom();
		Instant issuedAt = IssueTimes.of(state);
		Instant expiresAt = state.campaign().couponExpiresAt(issuedAt);
		coupons.writeNext(issuedAt, expiresAt);
		if (!codes.findForNext()) {
			return new Refused<>(Refusal.CODE_SPACE_EXHAUSTED);
		}
		coupons.issueNext(request.userId(), request.idempotencyKey());
		shared.users().add(coupons, coupons.size(), number);
		facts.become(state.withIssued(expiresAt));
		return new Done<>(coupons.read(coupons.size(), state));
	}

	Outcome<List<Verdict>> importCodes(List<String> imported, Act act) {
		shared.requireRoom();
		return stock(change -> codes.add(imported, change), act);
	}

	Outcome<Integer> dropCodes(int limit, Act act) {
		return stock(change -> codes.drop(limit, change), act);
	}

	private <T> Outcome<T> stock(Function<StockChange, Stocked<T>> step, Act act) {
		return writing(() -> {
			StockChange change = new StockChange(state());
			if (change.decide() instanceof Refuse refuse) {
				return refuse.outcome();
			}
			Stocked<T> done = step.apply(change);
			Stream.ofNullable(change.entry(done.stocked(), act)).forEach(facts::log);
			facts.become(state().with(state().counts().withStocked(done.stocked())));
			return new Done<>(done.answer());
		});
	}

	Outcome<Page<Coupon, Integer>> coupons(@Nullable String userId, int after, int limit) {
		return reading(() -> new Done<>(coupons.page(userId, after, limit, state())));
	}

	/** A user's last coupons in the order of issue; none if the campaign is deleted. */
	List<Coupon> lastOf(String userId, Wallet.@Nullable Position after, int limit) {
		return lock.reading(() -> deleted ? List.of() : coupons.lastOf(userId, after, limit, state()));
	}

	Outcome<Coupon> find(Found found) {
		return lock
			.reading(() -> isIssued(found) ? new Done<>(coupons.read(found.sequence(), state())) : unknownCoupon());
	}

	Outcome<History> history(Found found) {
		return lock
			.reading(() -> isIssued(found) ? new Done<>(coupons.history(found.sequence(), state())) : unknownCoupon());
	}

	Outcome<Coupon> change(Found found, CouponChange change, Act act) {
		return lock.writing(() -> isIssued(found)
				? coupons.change(found.sequence(), change, act, new Within(state(), facts::log)) : unknownCoupon());
	}

	/**
	 * Tells whether a coupon is issued, has this code, and its campaign is not deleted.
	 * This must be checked under the lock, because a code is in the index shortly before
	 * its coupon is issued, also if it then gets another code, and for a while after its
	 * campaign was deleted.
	 */
	private boolean isIssued(Found found) {
		return !deleted && found.sequence() <= coupons.size() && hasName(found);
	}

	/**
	 * Tells whether a code in the index is imported and waits for its coupon. The answer
	 * needs no lock for drawn codes, so that looking at them takes none.
	 */
	boolean isStocked(int sequence) {
		return codeSource instanceof CodeSource.Imported && lock.reading(() -> sequence > coupons.size());
	}

	/** Tells whether a coupon in the index has a name. This needs no lock. */
	boolean hasName(Found found) {
		return codes.hasName(found);
	}

	private static <T> Outcome<T> unknownCoupon() {
		return new Refused<>(Refusal.COUPON_NOT_FOUND);
	}

	/**
	 * Deletes the campaign if it had ended, and its last coupon expired, by then.
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND} if it isn't over
	 */
	Outcome<Snapshot> deleteIfOverBy(Instant then) {
		Outcome<Snapshot> notOver = new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
		boolean over = read((state, unused) -> state.isOverBy(then));
		return over ? writing(
				() -> state().isOverBy(then) ? hide(LogEntry.Type.CAMPAIGN_ERASED, Act.OF_THE_SERVICE) : notOver)
				: notOver;
	}

	/** Tells without a lock whether a deletion has begun. */
	boolean isGone() {
		return deleted;
	}

	/** The erasure of the campaign if it is finished, or null if coupons are left. */
	@Nullable Erased erasure() {
		return codes.isErased(state().counts().stocked()) ? new Erased(id, coupons.size(), state().endedAt()) : null;
	}

	/** Lets what is kept of the erased campaign take no more memory than needed. */
	void forget() {
		facts.erase();
	}

	int erase(int limit) {
		return codes.erase(limit, state().counts().stocked());
	}

	/** The source of the campaign's codes, which never changes. */
	CodeSource codeSource() {
		return codeSource;
	}

	/** The number by which the index of codes refers to the campaign. */
	int number() {
		return number;
	}

	String uid() {
		return state().uid();
	}

	/** Reads something of the campaign and its coupons, even if it is deleted. */
	<T> T read(BiFunction<CampaignState, Coupons, T> reading) {
		return lock.reading(() -> reading.apply(state(), coupons));
	}

	String id() {
		return id;
	}

	private Snapshot read(int codes) {
		return state().snapshot(coupons.codes(codes));
	}

	private CampaignChange change() {
		return new CampaignChange(state());
	}

	/** The facts for a decision. The caller must hold the read lock or the write lock. */
	private CampaignState state() {
		return facts.now();
	}

	private <T> Outcome<T> reading(Supplier<Outcome<T>> step) {
		return lock.reading(() -> deleted ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND) : step.get());
	}

	private <T> Outcome<T> writing(Supplier<Outcome<T>> step) {
		return lock.writing(() -> deleted ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND) : step.get());
	}

}
