package dev.coupon.store.memory;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CampaignRepository.Erased;
import dev.coupon.domain.CampaignRepository.Page;
import dev.coupon.domain.CampaignRepository.Snapshot;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.IssueRequest;
import dev.coupon.domain.Outcome;
import dev.coupon.domain.Outcome.Done;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.domain.Outcome.Replayed;
import dev.coupon.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One campaign and all that is its own, behind its lock: what changes takes the write
 * lock, what only reads takes the read lock, and callers get copies. A deleted campaign
 * answers as if there were none.
 */
final class CampaignCell {

	/** Were half of all codes taken, so many draws would all fail once in 2^256 times. */
	private static final int MAX_DRAWS = 256;

	/** Fair, since in an unfair one a flood of writers starves the readers. */
	private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

	private final String id;

	private final boolean forgiving;

	private final Shared shared;

	private final CouponSequence coupons = new CouponSequence();

	private final SplitMap<StoredCoupon> byKey = new SplitMap<>();

	/** The last coupon of each user. */
	private final SplitMap<UserCoupon> byUser = new SplitMap<>();

	private Campaign campaign;

	private String revision;

	private int redeemed;

	private long lastExpiry = Long.MIN_VALUE;

	private boolean deleted;

	private int erased;

	CampaignCell(Campaign campaign, Shared shared) {
		this.id = campaign.id();
		this.forgiving = campaign.codeFormat().isForgiving();
		this.campaign = campaign;
		this.shared = shared;
		this.revision = shared.nextRevision();
	}

	Outcome<Snapshot> snapshot(int codes) {
		return reading(() -> new Done<>(read(codes)));
	}

	/** What a request to create this campaign again gets. */
	Outcome<Snapshot> recreate(Campaign same) {
		Outcome<Snapshot> exists = new Refused<>(Refusal.CAMPAIGN_EXISTS);
		return locked(lock.readLock(),
				() -> !deleted && campaign.hasSameContentAs(same) ? new Replayed<>(read(0)) : exists);
	}

	Outcome<Snapshot> update(Campaign changed, String ofRevision) {
		return writing(() -> {
			if (!revision.equals(ofRevision)) {
				return new Refused<>(Refusal.VERSION_MISMATCH);
			}
			Refusal refusal = campaign.changeRefusal(changed, shared.clock().instant(), coupons.size());
			if (refusal != null) {
				return new Refused<>(refusal);
			}
			shared.requireRoom();
			return become(changed.withPaused(campaign.paused()));
		});
	}

	Outcome<Snapshot> pause(boolean paused) {
		return writing(() -> become(campaign.withPaused(paused)));
	}

	private Outcome<Snapshot> become(Campaign changed) {
		if (!changed.equals(campaign)) {
			campaign = changed;
			revision = shared.nextRevision();
		}
		return new Done<>(read(0));
	}

	Outcome<Snapshot> delete(boolean force) {
		return writing(() -> {
			if (!force && lastExpiry > shared.clock().millis()) {
				return new Refused<>(Refusal.CAMPAIGN_HAS_COUPONS);
			}
			deleted = true;
			return new Done<>(read(0));
		});
	}

	Outcome<Coupon> issue(IssueRequest request) {
		return writing(() -> {
			StoredCoupon earlier = request.idempotencyKey() == null ? null : byKey.get(request.idempotencyKey());
			if (earlier != null) {
				return Objects.equals(earlier.userId, request.userId()) ? new Replayed<>(earlier.read())
						: new Refused<>(Refusal.IDEMPOTENCY_KEY_REUSED);
			}
			Instant now = shared.clock().instant();
			Refusal refusal = campaign.refusal(now, coupons.size(), issuedTo(request.userId()));
			return refusal != null ? new Refused<>(refusal, untilNot(refusal, now)) : issueNew(request, now);
		});
	}

	private @Nullable Integer issuedTo(@Nullable String userId) {
		if (userId == null) {
			return null;
		}
		UserCoupon last = byUser.get(userId);
		return last == null ? 0 : last.ordinal();
	}

	private @Nullable Duration untilNot(Refusal refusal, Instant now) {
		return refusal == Refusal.CAMPAIGN_NOT_STARTED ? Duration.between(now, campaign.period().startsAt()) : null;
	}

	private Outcome<Coupon> issueNew(IssueRequest request, Instant now) {
		shared.requireRoom();
		StoredCoupon coupon = draw(request.userId(), now);
		if (coupon == null) {
			return new Refused<>(Refusal.CODE_SPACE_EXHAUSTED);
		}
		coupons.add(coupon);
		lastExpiry = Math.max(lastExpiry, coupon.expiresAt);
		if (request.idempotencyKey() != null) {
			byKey.put(request.idempotencyKey(), coupon);
		}
		if (coupon instanceof UserCoupon own && own.userId != null) {
			own.follow(byUser.get(own.userId));
			byUser.put(own.userId, own);
		}
		return new Done<>(coupon.read());
	}

	/**
	 * The next coupon with a code that is now its own, or null if no free code was found.
	 */
	private @Nullable StoredCoupon draw(@Nullable String userId, Instant now) {
		long issuedAt = now.toEpochMilli();
		long expiresAt = campaign.couponExpiresAt(now).toEpochMilli();
		int sequence = coupons.size() + 1;
		for (int draws = 0; draws < MAX_DRAWS; draws++) {
			String code = campaign.codeFormat().draw(shared.random());
			StoredCoupon coupon = userId == null ? new StoredCoupon(this, code, sequence, null, issuedAt, expiresAt)
					: new UserCoupon(this, code, sequence, userId, issuedAt, expiresAt);
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
	 * The user's coupon with this number, so that a page goes on where another ended;
	 * else the last one, which the first follows.
	 */
	private UserCoupon pageEnd(String userId, int sequence, UserCoupon last) {
		return sequence > 0 && coupons.get(sequence) instanceof UserCoupon coupon && userId.equals(coupon.userId)
				? coupon : last;
	}

	Outcome<Coupon> find(StoredCoupon coupon) {
		return locked(lock.readLock(), () -> isIssued(coupon) ? new Done<>(coupon.read()) : unknownCoupon());
	}

	Outcome<Coupon> redeem(StoredCoupon coupon, @Nullable String reference, @Nullable String key) {
		return locked(lock.writeLock(), () -> {
			Outcome<Coupon> outcome = isIssued(coupon) ? coupon.redeem(reference, key, shared) : unknownCoupon();
			redeemed += outcome instanceof Done ? 1 : 0;
			return outcome;
		});
	}

	Outcome<Coupon> unredeem(StoredCoupon coupon) {
		return locked(lock.writeLock(), () -> {
			Outcome<Coupon> outcome = isIssued(coupon) ? coupon.unredeem() : unknownCoupon();
			redeemed -= outcome instanceof Done ? 1 : 0;
			return outcome;
		});
	}

	/**
	 * A code is in the index shortly before its coupon is issued, and for a while after
	 * its campaign was deleted.
	 */
	@SuppressWarnings("ReferenceEquality")
	private boolean isIssued(StoredCoupon coupon) {
		return !deleted && coupon.sequence <= coupons.size() && coupons.get(coupon.sequence) == coupon;
	}

	private static Outcome<Coupon> unknownCoupon() {
		return new Refused<>(Refusal.COUPON_NOT_FOUND);
	}

	/** Deletes the campaign if it and its coupons ended so long ago. */
	void deleteIfEndedFor(Duration longEnough) {
		Instant due = shared.clock().instant().minus(longEnough);
		if (locked(lock.readLock(), () -> !endedAt().isAfter(due))) {
			locked(lock.writeLock(), () -> deleted |= !endedAt().isAfter(due));
		}
	}

	boolean isDeleted() {
		return locked(lock.readLock(), () -> deleted);
	}

	private Instant endedAt() {
		long end = campaign.period().endsAt().toEpochMilli();
		return Instant.ofEpochMilli(Math.max(end, lastExpiry));
	}

	/**
	 * Takes coupons of this deleted campaign out of the index, up to a limit, and says
	 * how many. It needs no lock, since nothing about a deleted campaign changes, but one
	 * thread at a time must do it.
	 */
	int erase(int limit) {
		int count = Math.min(limit, coupons.size() - erased);
		for (int i = 0; i < count; i++) {
			shared.codes().remove(coupons.get(++erased));
		}
		return count;
	}

	/** What was erased, or null if some is left. */
	@Nullable Erased erasure() {
		return erased < coupons.size() ? null : new Erased(campaign.id(), erased, endedAt());
	}

	/** Whether people may type this campaign's codes as they read them; never changes. */
	boolean isForgiving() {
		return forgiving;
	}

	/** The campaign's id; never changes. */
	String id() {
		return id;
	}

	private Snapshot read(int codes) {
		int issued = coupons.size();
		List<String> first = IntStream.rangeClosed(1, Math.min(codes, issued))
			.mapToObj(sequence -> coupons.get(sequence).code)
			.toList();
		return new Snapshot(campaign, revision, campaign.status(shared.clock().instant(), issued), issued, redeemed,
				first);
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
