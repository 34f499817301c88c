package dev.coupon.store.model;

import static dev.coupon.domain.log.LogEntry.Type.COUPON_REDEEMED;
import static dev.coupon.domain.log.LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK;
import static dev.coupon.domain.log.LogEntry.Type.COUPON_VOIDED;
import static dev.coupon.domain.log.LogEntry.Type.COUPON_VOID_REVOKED;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Redemption;
import dev.coupon.domain.Coupon.Voiding;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCoupon;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.RequestKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One coupon with the keys of its issue and of all its redemptions. */
final class ModelCoupon {

	private final ModelCampaign campaign;

	/** The coupon as if it would expire as was said when it was issued. */
	Coupon state;

	final boolean safe;

	final List<LogEntry> history = new ArrayList<>();

	final @Nullable RequestKey issueKey;

	private final Map<RequestKey, @Nullable String> referencesByKey = new HashMap<>();

	private final Set<@Nullable String> rolledBack = new HashSet<>();

	private @Nullable RequestKey presentKey;

	ModelCoupon(ModelCampaign campaign, Coupon issued, @Nullable RequestKey issueKey) {
		this.campaign = campaign;
		this.safe = campaign.settings.codeSource().isForgiving();
		this.state = issued;
		this.issueKey = issueKey;
	}

	/** Under which the code is found. */
	Stream<String> names() {
		return safe ? Stream.of(state.code(), CouponModel.canonical(state.code())) : Stream.of(state.code());
	}

	Instant expiresAt() {
		Instant extended = campaign.settings.couponsExtendedTo();
		return extended != null && extended.isAfter(state.expiresAt()) ? extended : state.expiresAt();
	}

	/** The coupon as callers see it. */
	Coupon seen(Instant now) {
		Coupon.Status status = !now.isBefore(expiresAt()) ? Coupon.Status.EXPIRED : Coupon.Status.ISSUED;
		if (state.redemption() != null) {
			status = Coupon.Status.REDEEMED;
		}
		if (state.voiding() != null) {
			status = Coupon.Status.VOID;
		}
		return new Coupon(state.code(), state.campaignId(), state.sequence(), state.userId(), state.issuedAt(),
				expiresAt(), status, state.redemption(), state.voiding());
	}

	Outcome<Coupon> redeem(Redeem wanted, Act act, Instant now) {
		RequestKey key = wanted.idempotencyKey();
		if (key != null && referencesByKey.containsKey(key)) {
			if (!Objects.equals(referencesByKey.get(key), wanted.reference())) {
				return new Refused<>(Refusal.IDEMPOTENCY_KEY_REUSED);
			}
			return key.equals(presentKey) ? new Replayed<>(seen(now)) : new Refused<>(Refusal.NOT_REDEEMED);
		}
		if (state.voiding() != null) {
			return new Refused<>(Refusal.COUPON_VOID);
		}
		if (state.redemption() != null) {
			return new Refused<>(Refusal.ALREADY_REDEEMED);
		}
		if (!now.isBefore(expiresAt())) {
			return new Refused<>(Refusal.COUPON_EXPIRED);
		}
		if (key != null) {
			referencesByKey.put(key, wanted.reference());
		}
		presentKey = key;
		log(COUPON_REDEEMED, act, wanted.reference(), now);
		return become(new Redemption(now.truncatedTo(ChronoUnit.MILLIS), wanted.reference(), act.by()), null, now);
	}

	Outcome<Coupon> rollBack(RollBack wanted, Act act, Instant now) {
		Redemption present = state.redemption();
		if (present == null || (wanted.reference() != null && !wanted.reference().equals(present.reference()))) {
			return rolledBack.contains(wanted.reference()) ? new Replayed<>(seen(now))
					: new Refused<>(Refusal.NOT_REDEEMED);
		}
		if (wanted.onlyOwn() && present.by() != null && !present.by().equals(act.by())) {
			return new Refused<>(Refusal.REDEEMED_BY_ANOTHER);
		}
		if (present.reference() != null) {
			rolledBack.add(present.reference());
		}
		presentKey = null;
		log(COUPON_REDEMPTION_ROLLED_BACK, act, present.reference(), now);
		return become(null, null, now);
	}

	Outcome<Coupon> makeVoid(Act act, Instant now) {
		if (state.voiding() != null) {
			return new Replayed<>(seen(now));
		}
		if (state.redemption() != null) {
			return new Refused<>(Refusal.ALREADY_REDEEMED);
		}
		log(COUPON_VOIDED, act, null, now);
		return become(null, new Voiding(now.truncatedTo(ChronoUnit.MILLIS), act.reason()), now);
	}

	Outcome<Coupon> revokeVoid(Act act, Instant now) {
		if (state.voiding() == null) {
			return new Refused<>(Refusal.NOT_VOID);
		}
		log(COUPON_VOID_REVOKED, act, null, now);
		return become(null, null, now);
	}

	private void log(LogEntry.Type type, Act act, @Nullable String reference, Instant now) {
		history.add(campaign.log(type, act, new OfCoupon(state.sequence(), state.code(), reference), null, now));
	}

	private Outcome<Coupon> become(@Nullable Redemption redemption, @Nullable Voiding voiding, Instant now) {
		state = state.with(redemption, voiding, now);
		return new Done<>(seen(now));
	}

}
