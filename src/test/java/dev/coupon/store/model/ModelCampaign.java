package dev.coupon.store.model;

import static dev.coupon.domain.log.LogEntry.Type.COUPON_REDEEMED;
import static dev.coupon.domain.log.LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK;
import static dev.coupon.domain.log.LogEntry.Type.COUPON_VOIDED;
import static dev.coupon.domain.log.LogEntry.Type.COUPON_VOID_REVOKED;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Redemption;
import dev.coupon.domain.Coupon.Voiding;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import dev.coupon.domain.log.LogEntry.OfCoupon;
import dev.coupon.domain.port.CouponChange.Redeem;
import dev.coupon.domain.port.CouponChange.RollBack;
import dev.coupon.domain.port.IssueRequest;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.RequestKey;
import dev.coupon.domain.port.Snapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One campaign of a {@link CampaignModel} with its coupons. */
final class ModelCampaign {

	Campaign settings;

	final String uid;

	String revision;

	final List<ModelCoupon> coupons = new ArrayList<>();

	final List<LogEntry> log = new ArrayList<>();

	ModelCampaign(Campaign settings, String uid, String revision) {
		this.settings = settings;
		this.uid = uid;
		this.revision = revision;
	}

	/** Notes something about the campaign itself. */
	LogEntry log(LogEntry.Type type, Act act, OfCampaign now, Instant at) {
		return log(type, act, null, now, at);
	}

	private LogEntry log(LogEntry.Type type, Act act, @Nullable OfCoupon coupon, @Nullable OfCampaign changes,
			Instant at) {
		LogEntry entry = new LogEntry(settings.id(), uid, log.size() + 1, coupons.size(), type,
				at.truncatedTo(ChronoUnit.MILLIS), act, coupon, changes);
		log.add(entry);
		return entry;
	}

	Status status(Instant now) {
		if (!now.isBefore(settings.period().endsAt())) {
			return Status.ENDED;
		}
		if (settings.paused()) {
			return Status.PAUSED;
		}
		if (now.isBefore(settings.period().startsAt())) {
			return Status.SCHEDULED;
		}
		return coupons.size() == settings.maxCoupons() ? Status.EXHAUSTED : Status.ACTIVE;
	}

	Snapshot snapshot(int codes, Instant now) {
		long redeemed = coupons.stream().filter(coupon -> coupon.state.redemption() != null).count();
		long voided = coupons.stream().filter(coupon -> coupon.state.voiding() != null).count();
		List<String> first = coupons.stream().limit(codes).map(coupon -> coupon.state.code()).toList();
		return new Snapshot(settings, uid, revision, status(now), coupons.size(), (int) redeemed, (int) voided, first);
	}

	/** When the campaign and the last of its coupons are over. */
	Instant endedAt() {
		Instant end = settings.period().endsAt();
		return coupons.stream()
			.map(ModelCoupon::expiresAt)
			.reduce(end, (one, other) -> one.isAfter(other) ? one : other);
	}

	boolean hasUnexpiredCoupons(Instant now) {
		return coupons.stream().anyMatch(coupon -> now.isBefore(coupon.expiresAt()));
	}

	@Nullable ModelCoupon issuedWith(@Nullable RequestKey key) {
		return key == null ? null : first(coupon -> key.equals(coupon.issueKey));
	}

	private @Nullable ModelCoupon first(Predicate<ModelCoupon> wanted) {
		return coupons.stream().filter(wanted).findFirst().orElse(null);
	}

	/** Why no new coupon can be issued to this user now, or null if one can. */
	@Nullable Refusal issueRefusal(@Nullable String userId, Instant now) {
		if (!now.isBefore(settings.period().endsAt())) {
			return Refusal.CAMPAIGN_ENDED;
		}
		if (settings.paused()) {
			return Refusal.CAMPAIGN_PAUSED;
		}
		if (now.isBefore(settings.period().startsAt())) {
			return Refusal.CAMPAIGN_NOT_STARTED;
		}
		Integer limit = settings.perUserLimit();
		if (limit != null && userId == null) {
			return Refusal.USER_REQUIRED;
		}
		long own = coupons.stream().filter(coupon -> Objects.equals(coupon.state.userId(), userId)).count();
		if (limit != null && own >= limit) {
			return Refusal.USER_LIMIT_REACHED;
		}
		return coupons.size() < settings.maxCoupons() ? null : Refusal.CAMPAIGN_EXHAUSTED;
	}

	Coupon issue(IssueRequest request, String code, Instant now) {
		Instant issuedAt = issuedAt(now.truncatedTo(ChronoUnit.MILLIS));
		Instant expiresAt = switch (settings.expiry()) {
			case Expiry.WithCampaign all -> settings.period().endsAt();
			case Expiry.At at -> at.instant();
			case Expiry.After after -> issuedAt.plus(after.validFor());
		};
		Coupon issued = new Coupon(code, settings.id(), coupons.size() + 1, request.userId(), issuedAt, expiresAt);
		ModelCoupon coupon = new ModelCoupon(issued, request.idempotencyKey());
		coupons.add(coupon);
		return coupon.seen(now);
	}

	/** The time of an issue now: a clock set back by up to a minute isn't followed. */
	private Instant issuedAt(Instant now) {
		Instant last = coupons.isEmpty() ? Instant.EPOCH : coupons.getLast().state.issuedAt();
		return now.isBefore(last) && !now.isBefore(last.minusSeconds(60)) ? last : now;
	}

	/** One coupon with the keys of its issue and of all its redemptions. */
	final class ModelCoupon {

		/** The coupon as if it would expire as was said when it was issued. */
		Coupon state;

		final boolean safe = settings.codeFormat().charset() == CodeFormat.Charset.SAFE;

		final List<LogEntry> history = new ArrayList<>();

		private final @Nullable RequestKey issueKey;

		private final Map<RequestKey, @Nullable String> referencesByKey = new HashMap<>();

		private final Set<@Nullable String> rolledBack = new HashSet<>();

		private @Nullable RequestKey presentKey;

		private ModelCoupon(Coupon issued, @Nullable RequestKey issueKey) {
			this.state = issued;
			this.issueKey = issueKey;
		}

		Instant expiresAt() {
			Instant extended = settings.couponsExtendedTo();
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
			history.add(ModelCampaign.this.log(type, act, new OfCoupon(state.sequence(), state.code(), reference), null,
					now));
		}

		private Outcome<Coupon> become(@Nullable Redemption redemption, @Nullable Voiding voiding, Instant now) {
			state = state.with(redemption, voiding, now);
			return new Done<>(seen(now));
		}

	}

}
