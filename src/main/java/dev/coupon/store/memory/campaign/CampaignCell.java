package dev.coupon.store.memory.campaign;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.CampaignState.EarlierIssue;
import dev.coupon.domain.decision.Decision;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.IssueRequest;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.RequestKey;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.store.IssueTimes;
import dev.coupon.store.memory.campaign.StoredCoupon.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A campaign with its coupons, protected by a lock. Operations that change something take
 * the write lock, those that only read take the read lock, and callers get copies. A
 * deleted campaign answers as if it didn't exist.
 */
final class CampaignCell {

	/**
	 * The lock of the campaign. It is fair, because with an unfair one a flood of writers
	 * starves the readers.
	 */
	private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

	private final String id;

	private final CodeFormat codeFormat;

	private final MemoryStoreContext shared;

	private final CouponSequence coupons = new CouponSequence();

	private final SplitMap<StoredCoupon> byKey = new SplitMap<>();

	/** The last coupon of each user. */
	private final SplitMap<UserCoupon> byUser = new SplitMap<>();

	private volatile Campaign campaign;

	private String revision;

	private int redeemed;

	private long lastExpiry;

	private long lastIssuedAt;

	/** Changed with the write lock, and read without a lock by {@link #isGone}. */
	private volatile boolean deleted;

	private int erased;

	CampaignCell(Campaign campaign, MemoryStoreContext shared) {
		this.id = campaign.id();
		this.codeFormat = campaign.codeFormat();
		this.campaign = campaign;
		this.shared = shared;
		this.revision = shared.nextRevision();
	}

	Outcome<Snapshot> snapshot(int codes) {
		return reading(() -> new Done<>(read(codes)));
	}

	/** The outcome of a request to create a campaign with the id of this one. */
	Outcome<Snapshot> recreate(Campaign wanted) {
		return locked(lock.readLock(), () -> {
			Decision decision = deleted ? new Refuse(Refusal.CAMPAIGN_EXISTS, null) : state().create(wanted);
			return decision instanceof Refuse refuse ? refuse.outcome() : new Replayed<>(read(0));
		});
	}

	Outcome<Changed> update(Campaign changed, String ofRevision, Map<CodeFormat, Long> promisedByOthers) {
		return writing(() -> {
			if (state().update(changed, ofRevision, promisedByOthers) instanceof Refuse refuse) {
				return refuse.outcome();
			}
			shared.requireRoom();
			return become(changed.withPaused(campaign.paused()));
		});
	}

	Outcome<Changed> pause(boolean paused, @Nullable String ofRevision) {
		return writing(() -> state().pause(ofRevision) instanceof Refuse refuse ? refuse.outcome()
				: become(campaign.withPaused(paused)));
	}

	private Outcome<Changed> become(Campaign changed) {
		Campaign before = campaign;
		if (!changed.equals(before)) {
			campaign = changed;
			revision = shared.nextRevision();
		}
		return new Done<>(new Changed(before, read(0)));
	}

	Outcome<Snapshot> delete(boolean force, @Nullable String ofRevision) {
		return writing(() -> {
			if (state().delete(force, ofRevision) instanceof Refuse refuse) {
				return refuse.outcome();
			}
			deleted = true;
			return new Done<>(read(0));
		});
	}

	Outcome<Coupon> issue(IssueRequest request) {
		return writing(() -> {
			RequestKey key = request.idempotencyKey();
			StoredCoupon earlier = key == null ? null : byKey.get(key.unique());
			CampaignState state = state();
			return switch (state.issue(request, issuedTo(request.userId()),
					earlier == null ? null : new EarlierIssue(earlier.userId))) {
				case Apply apply -> issueNew(request, IssueTimes.of(state));
				case Replay replay -> new Replayed<>(Objects.requireNonNull(earlier).read());
				case Refuse refuse -> refuse.outcome();
			};
		});
	}

	private int issuedTo(@Nullable String userId) {
		UserCoupon last = userId == null ? null : byUser.get(userId);
		return last == null ? 0 : last.ordinal();
	}

	private Outcome<Coupon> issueNew(IssueRequest request, Instant issuedAt) {
		shared.requireRoom();
		StoredCoupon coupon = draw(request.userId(), issuedAt);
		if (coupon == null) {
			return new Refused<>(Refusal.CODE_SPACE_EXHAUSTED);
		}
		coupons.add(coupon);
		lastExpiry = Math.max(lastExpiry, coupon.expiresAt);
		lastIssuedAt = issuedAt.toEpochMilli();
		if (request.idempotencyKey() != null) {
			byKey.put(request.idempotencyKey().unique(), coupon);
		}
		if (coupon instanceof UserCoupon own && own.userId != null) {
			own.follow(byUser.get(own.userId));
			byUser.put(own.userId, own);
		}
		return new Done<>(coupon.read());
	}

	/**
	 * Draws a code, enters it in the index, and returns the next coupon with it; null if
	 * no free code was found.
	 */
	private @Nullable StoredCoupon draw(@Nullable String userId, Instant issuedAt) {
		Terms terms = new Terms(coupons.size() + 1, userId, issuedAt.toEpochMilli(),
				campaign.couponExpiresAt(issuedAt).toEpochMilli());
		for (int draws = 0; draws < CodeFormat.MAX_DRAWS; draws++) {
			String code = codeFormat.draw(shared.random());
			StoredCoupon coupon = userId == null ? new StoredCoupon(this, code, terms)
					: new UserCoupon(this, code, terms);
			if (shared.codes().add(coupon)) {
				return coupon;
			}
		}
		return null;
	}

	Outcome<Page<Coupon, Integer>> coupons(@Nullable String userId, int after, int limit) {
		return reading(() -> new Done<>(userId == null ? page(after, limit) : pageOf(userId, after, limit)));
	}

	private Page<Coupon, Integer> page(int after, int limit) {
		int last = (int) Math.min((long) after + limit, coupons.size());
		List<Coupon> items = IntStream.rangeClosed(Math.min(after, last) + 1, last)
			.mapToObj(sequence -> coupons.get(sequence).read())
			.toList();
		return new Page<>(items, last < coupons.size() ? last : null);
	}

	private Page<Coupon, Integer> pageOf(String userId, int after, int limit) {
		UserCoupon last = byUser.get(userId);
		if (last == null || after >= last.sequence) {
			return new Page<>(List.of(), null);
		}
		List<Coupon> items = new ArrayList<>();
		UserCoupon coupon = pageEnd(userId, after, last);
		do {
			coupon = coupon.next();
			if (coupon.sequence > after) {
				items.add(coupon.read());
			}
		}
		while (coupon != last && items.size() < limit);
		return new Page<>(items, coupon == last ? null : coupon.sequence);
	}

	/**
	 * The coupon after which a page of a user's coupons begins. This is the coupon with
	 * the given number if it is the user's, because there the previous page ended.
	 * Otherwise it is the user's last coupon, because the first one follows it.
	 */
	private UserCoupon pageEnd(String userId, int sequence, UserCoupon last) {
		return sequence > 0 && coupons.get(sequence) instanceof UserCoupon coupon && userId.equals(coupon.userId)
				? coupon : last;
	}

	Outcome<Coupon> find(StoredCoupon coupon) {
		return locked(lock.readLock(), () -> isIssued(coupon) ? new Done<>(coupon.read()) : unknownCoupon());
	}

	Outcome<Coupon> redeem(StoredCoupon coupon, @Nullable String reference, @Nullable RequestKey key) {
		return locked(lock.writeLock(), () -> {
			Outcome<Coupon> outcome = isIssued(coupon)
					? coupon.redeem(reference, key == null ? null : key.unique(), shared) : unknownCoupon();
			redeemed += outcome instanceof Done ? 1 : 0;
			return outcome;
		});
	}

	Outcome<Coupon> unredeem(StoredCoupon coupon, @Nullable String reference) {
		return locked(lock.writeLock(), () -> {
			Outcome<Coupon> outcome = isIssued(coupon) ? coupon.unredeem(reference, shared) : unknownCoupon();
			redeemed -= outcome instanceof Done ? 1 : 0;
			return outcome;
		});
	}

	/**
	 * Tells whether a coupon is issued and its campaign is not deleted. This must be
	 * checked, because a code is in the index shortly before its coupon is issued, and
	 * for a while after its campaign was deleted.
	 */
	@SuppressWarnings("ReferenceEquality")
	private boolean isIssued(StoredCoupon coupon) {
		return !deleted && coupon.sequence <= coupons.size() && coupons.get(coupon.sequence) == coupon;
	}

	private static Outcome<Coupon> unknownCoupon() {
		return new Refused<>(Refusal.COUPON_NOT_FOUND);
	}

	/** Deletes the campaign if it had ended, and its last coupon expired, by then. */
	void deleteIfOverBy(Instant then) {
		if (locked(lock.readLock(), () -> state().isOverBy(then))) {
			locked(lock.writeLock(), () -> deleted = deleted || state().isOverBy(then));
		}
	}

	/**
	 * Tells whether a deletion has begun. The answer needs no lock, so that looking at a
	 * code takes none.
	 */
	boolean isGone() {
		return deleted;
	}

	boolean isDeleted() {
		return locked(lock.readLock(), () -> deleted);
	}

	/**
	 * Takes coupons of this deleted campaign out of the index, up to a limit, and returns
	 * how many. This needs no lock, because nothing about a deleted campaign changes, but
	 * only one thread at a time may do it.
	 */
	int erase(int limit) {
		int count = Math.min(limit, coupons.size() - erased);
		for (int i = 0; i < count; i++) {
			shared.codes().remove(coupons.get(++erased));
		}
		return count;
	}

	/** The erasure of the campaign if it is finished, or null if coupons are left. */
	@Nullable Erased erasure() {
		return erased < coupons.size() ? null : new Erased(campaign.id(), erased, state().endedAt());
	}

	/**
	 * The number of coupons that the campaign may issue; 0 if it is deleted. This needs
	 * no lock.
	 */
	int promised() {
		return deleted ? 0 : campaign.maxCoupons();
	}

	/** The campaign's code format, which never changes. */
	CodeFormat codeFormat() {
		return codeFormat;
	}

	/** The campaign's id, which never changes. */
	String id() {
		return id;
	}

	private Snapshot read(int codes) {
		return state().snapshot(IntStream.rangeClosed(1, Math.min(codes, coupons.size()))
			.mapToObj(sequence -> coupons.get(sequence).code)
			.toList());
	}

	/** The facts for a decision. The caller must hold the read lock or the write lock. */
	private CampaignState state() {
		return new CampaignState(campaign, revision, coupons.size(), redeemed, Instant.ofEpochMilli(lastExpiry),
				Instant.ofEpochMilli(lastIssuedAt), shared.clock().instant());
	}

	private <T> Outcome<T> reading(Supplier<Outcome<T>> step) {
		return locked(lock.readLock(), () -> deleted ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND) : step.get());
	}

	private <T> Outcome<T> writing(Supplier<Outcome<T>> step) {
		return locked(lock.writeLock(), () -> deleted ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND) : step.get());
	}

	private static <R> R locked(Lock lock, Supplier<R> step) {
		lock.lock();
		try {
			return step.get();
		}
		finally {
			lock.unlock();
		}
	}

}
