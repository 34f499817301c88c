package dev.coupon.store.model;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Expiry;
import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
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

	String revision;

	final List<ModelCoupon> coupons = new ArrayList<>();

	ModelCampaign(Campaign settings, String revision) {
		this.settings = settings;
		this.revision = revision;
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
		long redeemed = coupons.stream().filter(coupon -> coupon.state.redeemedAt() != null).count();
		List<String> first = coupons.stream().limit(codes).map(coupon -> coupon.state.code()).toList();
		return new Snapshot(settings, revision, status(now), coupons.size(), (int) redeemed, first);
	}

	/** When the campaign and the last of its coupons are over. */
	Instant endedAt() {
		Instant end = settings.period().endsAt();
		return coupons.stream()
			.map(coupon -> coupon.state.expiresAt())
			.reduce(end, (one, other) -> one.isAfter(other) ? one : other);
	}

	boolean hasUnexpiredCoupons(Instant now) {
		return coupons.stream().anyMatch(coupon -> now.isBefore(coupon.state.expiresAt()));
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
		Coupon issued = new Coupon(code, settings.id(), coupons.size() + 1, request.userId(), issuedAt, expiresAt, null,
				null);
		boolean safe = settings.codeFormat().charset() == CodeFormat.Charset.SAFE;
		coupons.add(new ModelCoupon(issued, safe, request.idempotencyKey()));
		return issued;
	}

	/** The time of an issue now: a clock set back by up to a minute isn't followed. */
	private Instant issuedAt(Instant now) {
		Instant last = coupons.isEmpty() ? Instant.EPOCH : coupons.getLast().state.issuedAt();
		return now.isBefore(last) && !now.isBefore(last.minusSeconds(60)) ? last : now;
	}

	/** One coupon with the keys of its issue and of all its redemptions. */
	static final class ModelCoupon {

		Coupon state;

		final boolean safe;

		private final @Nullable RequestKey issueKey;

		private final Map<RequestKey, @Nullable String> referencesByKey = new HashMap<>();

		private final Set<@Nullable String> rolledBack = new HashSet<>();

		private @Nullable RequestKey presentKey;

		private ModelCoupon(Coupon issued, boolean safe, @Nullable RequestKey issueKey) {
			this.state = issued;
			this.safe = safe;
			this.issueKey = issueKey;
		}

		Outcome<Coupon> redeem(@Nullable String reference, @Nullable RequestKey key, Instant now) {
			if (key != null && referencesByKey.containsKey(key)) {
				if (!Objects.equals(referencesByKey.get(key), reference)) {
					return new Refused<>(Refusal.IDEMPOTENCY_KEY_REUSED);
				}
				return key.equals(presentKey) ? new Replayed<>(state) : new Refused<>(Refusal.NOT_REDEEMED);
			}
			if (state.redeemedAt() != null) {
				return new Refused<>(Refusal.ALREADY_REDEEMED);
			}
			if (!now.isBefore(state.expiresAt())) {
				return new Refused<>(Refusal.COUPON_EXPIRED);
			}
			if (key != null) {
				referencesByKey.put(key, reference);
			}
			presentKey = key;
			become(now.truncatedTo(ChronoUnit.MILLIS), reference);
			return new Done<>(state);
		}

		Outcome<Coupon> unredeem(@Nullable String reference) {
			boolean meant = reference == null || reference.equals(state.redemptionReference());
			if (state.redeemedAt() == null || !meant) {
				return rolledBack.contains(reference) ? new Replayed<>(state) : new Refused<>(Refusal.NOT_REDEEMED);
			}
			if (state.redemptionReference() != null) {
				rolledBack.add(state.redemptionReference());
			}
			presentKey = null;
			become(null, null);
			return new Done<>(state);
		}

		private void become(@Nullable Instant redeemedAt, @Nullable String reference) {
			state = new Coupon(state.code(), state.campaignId(), state.sequence(), state.userId(), state.issuedAt(),
					state.expiresAt(), redeemedAt, reference);
		}

	}

}
