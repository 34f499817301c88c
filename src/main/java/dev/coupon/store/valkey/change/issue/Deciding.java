package dev.coupon.store.valkey.change.issue;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.CampaignState.EarlierIssue;
import dev.coupon.domain.decision.CampaignState.OfUser;
import dev.coupon.domain.decision.CouponState;
import dev.coupon.domain.decision.Decision;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RevokeVoid;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.IssueTimes;
import dev.coupon.store.key.KeyHash;
import dev.coupon.store.valkey.change.Change;
import dev.coupon.store.valkey.change.Change.Issue;
import dev.coupon.store.valkey.change.Change.OfCoupon;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.Life;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides requests to one campaign in turn, each after those before it. */
final class Deciding {

	private final Facts facts;

	private final StockLevel level;

	private final Iterator<String> codes;

	private final Draft draft;

	/**
	 * @param codes the codes for new coupons
	 */
	Deciding(Facts facts, StockLevel level, Iterator<String> codes) {
		this.facts = facts;
		this.level = level;
		this.codes = codes;
		this.draft = new Draft(facts);
	}

	Draft draft() {
		return draft;
	}

	Outcome<Coupon> decide(Change.Together request) {
		return switch (request) {
			case Issue(IssueRequest wanted) -> issue(wanted);
			case OfCoupon change -> change(change);
		};
	}

	private Outcome<Coupon> issue(IssueRequest request) {
		KeyHash hash = KeyHash.of(request.idempotencyKey());
		Coupon earlier = hash == null ? null : draft.byKey.getOrDefault(hash, facts.earlier(hash));
		return switch (draft.state()
			.issue(request, ofUser(request.userId()), earlier == null ? null : new EarlierIssue(earlier.userId()))) {
			case Apply apply ->
				codes.hasNext() ? new Done<>(issueNew(request, hash)) : new Refused<>(Refusal.CODE_SPACE_EXHAUSTED);
			case Replay replay -> new Replayed<>(Objects.requireNonNull(earlier));
			case Refuse refuse -> refuse.outcome();
		};
	}

	private OfUser ofUser(@Nullable String userId) {
		if (userId == null) {
			return new OfUser(0, 0);
		}
		OfUser before = facts.counts(userId);
		int added = draft.ofUsers.getOrDefault(userId, List.of()).size();
		return new OfUser(before.issued() + added, before.inPeriod() + added);
	}

	private Coupon issueNew(IssueRequest request, @Nullable KeyHash hash) {
		CampaignState state = draft.state();
		Campaign campaign = state.campaign();
		Instant issuedAt = IssueTimes.of(state);
		Instant expiresAt = campaign.couponExpiresAt(issuedAt);
		CampaignState after = state.withIssued(expiresAt);
		Coupon coupon = new Coupon(codes.next(), campaign.id(), after.issued(), request.userId(), issuedAt, expiresAt)
			.with(null, null, state.now());
		draft.issue(coupon, after);
		if (hash != null) {
			draft.byKey.put(hash, coupon);
		}
		LogEntry crossed = level.crossed(state, after);
		if (crossed != null) {
			draft.log(crossed);
		}
		return coupon;
	}

	/**
	 * Changes a coupon that was found by its code. It may be gone since, and another
	 * campaign may have the same id now.
	 */
	private Outcome<Coupon> change(OfCoupon change) {
		int sequence = change.found().sequence();
		String text = facts.texts.get(sequence);
		if (text == null || !CouponText.read(text).code().equals(change.found().code())) {
			return new Refused<>(Refusal.COUPON_NOT_FOUND);
		}
		Life life = draft.lives.getOrDefault(sequence, Objects.requireNonNull(facts.lives.get(sequence)));
		CouponText kept = CouponText.read(text);
		Coupon coupon = kept.coupon(facts.head(), sequence, life);
		return switch (decide(new CouponState(coupon, draft.state().now()), life, change)) {
			case Apply apply -> {
				LogEntry entry = draft.state()
					.entry(change.change().type(), change.act(), change.change().logged(coupon), null);
				Life after = life.plus(entry, change.change() instanceof Redeem redeem ? hash(redeem) : null);
				draft.change(sequence, after, entry);
				yield new Done<>(kept.coupon(facts.head(), sequence, after));
			}
			case Replay replay -> new Replayed<>(coupon);
			case Refuse refuse -> refuse.outcome();
		};
	}

	private static @Nullable KeyHash hash(Redeem redeem) {
		return KeyHash.of(redeem.idempotencyKey());
	}

	private static Decision decide(CouponState state, Life life, OfCoupon change) {
		CouponChange wanted = change.change();
		return switch (wanted) {
			case Redeem redeem -> {
				KeyHash hash = hash(redeem);
				yield state.redeem(redeem, hash == null ? null : life.earlier(hash));
			}
			case RollBack rollBack -> {
				String reference = rollBack.reference();
				yield state.rollBack(rollBack, change.act(), reference != null && life.isRolledBack(reference));
			}
			case MakeVoid make -> state.makeVoid();
			case RevokeVoid revoke -> state.revokeVoid();
		};
	}

}
