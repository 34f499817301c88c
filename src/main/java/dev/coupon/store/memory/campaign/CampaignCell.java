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
import dev.coupon.store.memory.campaign.CodeIndex.Found;
import dev.coupon.store.memory.coupon.Coupons;
import dev.coupon.store.memory.coupon.Redemptions.Redemption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
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

	private final Coupons coupons;

	private final int number;

	private Campaign campaign;

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
		this.coupons = new Coupons(campaign, shared.hashes());
		this.number = shared.numbers().take(this);
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

	Outcome<Changed> update(Campaign changed, String ofRevision, Map<CodeFormat, Long> promised) {
		return writing(() -> {
			if (state().update(changed, ofRevision, promised) instanceof Refuse refuse) {
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
			int earlier = coupons.issuedWith(request.idempotencyKey());
			CampaignState state = state();
			return switch (state.issue(request, coupons.issuedTo(request.userId()), earlierIssue(earlier))) {
				case Apply apply -> issueNew(request, IssueTimes.of(state));
				case Replay replay -> new Replayed<>(coupons.read(earlier));
				case Refuse refuse -> refuse.outcome();
			};
		});
	}

	private @Nullable EarlierIssue earlierIssue(int sequence) {
		return sequence == 0 ? null : new EarlierIssue(coupons.read(sequence).userId());
	}

	private Outcome<Coupon> issueNew(IssueRequest request, Instant issuedAt) {
		shared.requireRoom();
		Instant expiresAt = campaign.couponExpiresAt(issuedAt);
		coupons.writeNext(issuedAt, expiresAt);
		if (!findCode()) {
			return new Refused<>(Refusal.CODE_SPACE_EXHAUSTED);
		}
		coupons.issueNext(request.userId(), request.idempotencyKey());
		lastExpiry = Math.max(lastExpiry, expiresAt.toEpochMilli());
		lastIssuedAt = issuedAt.toEpochMilli();
		return new Done<>(coupons.read(coupons.size()));
	}

	/**
	 * Draws a code for the next coupon and enters it in the index, and tells whether a
	 * free code was found. The code is written before it is in the index, because others
	 * may read it from then on.
	 */
	private boolean findCode() {
		for (int draws = 0; draws < CodeFormat.MAX_DRAWS; draws++) {
			String code = codeFormat.draw(shared.random());
			coupons.writeNext(code);
			if (shared.codes().add(this, coupons.size() + 1, code)) {
				return true;
			}
		}
		return false;
	}

	Outcome<Page<Coupon, Integer>> coupons(@Nullable String userId, int after, int limit) {
		return reading(() -> new Done<>(coupons.page(userId, after, limit)));
	}

	Outcome<Coupon> find(Found found) {
		return locked(lock.readLock(),
				() -> isIssued(found) ? new Done<>(coupons.read(found.sequence())) : unknownCoupon());
	}

	Outcome<Coupon> redeem(Found found, @Nullable String reference, @Nullable RequestKey key) {
		return locked(lock.writeLock(), () -> {
			Redemption wanted = new Redemption(shared.clock().instant().truncatedTo(ChronoUnit.MILLIS), reference,
					key == null ? null : key.unique());
			Outcome<Coupon> outcome = isIssued(found) ? coupons.redeem(found.sequence(), wanted, shared::requireRoom)
					: unknownCoupon();
			redeemed += outcome instanceof Done ? 1 : 0;
			return outcome;
		});
	}

	Outcome<Coupon> unredeem(Found found, @Nullable String reference) {
		return locked(lock.writeLock(), () -> {
			Outcome<Coupon> outcome = isIssued(found)
					? coupons.rollBack(found.sequence(), reference, shared.clock().instant()) : unknownCoupon();
			redeemed -= outcome instanceof Done ? 1 : 0;
			return outcome;
		});
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

	/** Tells whether a coupon in the index has a name. This needs no lock. */
	boolean hasName(Found found) {
		return found.canonical() ? found.name().equals(codeFormat.alias(coupons.code(found.sequence())))
				: coupons.hasCode(found.sequence(), found.name());
	}

	private static Outcome<Coupon> unknownCoupon() {
		return new Refused<>(Refusal.COUPON_NOT_FOUND);
	}

	/**
	 * Deletes the campaign if it had ended, and its last coupon expired, by then.
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND} if it isn't over
	 */
	Outcome<Snapshot> deleteIfOverBy(Instant then) {
		return isOverBy(then) instanceof Done ? writing(() -> {
			Outcome<Snapshot> over = isOverBy(then);
			deleted |= over instanceof Done;
			return over;
		}) : new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
	}

	private Outcome<Snapshot> isOverBy(Instant then) {
		return reading(() -> state().isOverBy(then) ? new Done<>(read(0)) : new Refused<>(Refusal.CAMPAIGN_NOT_FOUND));
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
			erased++;
			shared.codes().remove(this, erased, coupons.code(erased));
		}
		return count;
	}

	/** The erasure of the campaign if it is finished, or null if coupons are left. */
	@Nullable Erased erasure() {
		return erased < coupons.size() ? null : new Erased(campaign.id(), erased, state().endedAt());
	}

	/** The campaign's code format, which never changes. */
	CodeFormat codeFormat() {
		return codeFormat;
	}

	/** The number by which the index of codes refers to the campaign. */
	int number() {
		return number;
	}

	/** The campaign's id, which never changes. */
	String id() {
		return id;
	}

	private Snapshot read(int codes) {
		return state().snapshot(coupons.codes(codes));
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
