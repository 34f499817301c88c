package dev.coupon.store.memory;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Outcome;
import dev.coupon.domain.Outcome.Done;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.domain.Outcome.Replayed;
import dev.coupon.domain.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as it is kept: instants are milliseconds since the epoch, and what most
 * coupons never have is one reference. Reading it takes its campaign's read lock,
 * redeeming it the write lock.
 */
class StoredCoupon {

	final CampaignCell campaign;

	final String code;

	final int sequence;

	final @Nullable String userId;

	private final long issuedAt;

	final long expiresAt;

	private @Nullable Redemptions redemptions;

	/** The present redemption, and all that ever had a key, rolled back or not. */
	private static final class Redemptions {

		private @Nullable Redemption present;

		private final Map<String, Redemption> byKey = new HashMap<>(2);

	}

	private record Redemption(Instant at, @Nullable String reference, @Nullable String key) {
	}

	StoredCoupon(CampaignCell campaign, String code, int sequence, @Nullable String userId, long issuedAt,
			long expiresAt) {
		this.campaign = campaign;
		this.code = code;
		this.sequence = sequence;
		this.userId = userId;
		this.issuedAt = issuedAt;
		this.expiresAt = expiresAt;
	}

	Coupon read() {
		Redemption redemption = present();
		return new Coupon(code, campaign.id(), sequence, userId, Instant.ofEpochMilli(issuedAt),
				Instant.ofEpochMilli(expiresAt), redemption == null ? null : redemption.at,
				redemption == null ? null : redemption.reference);
	}

	Outcome<Coupon> redeem(@Nullable String reference, @Nullable String key, Shared shared) {
		Redemption earlier = key == null || redemptions == null ? null : redemptions.byKey.get(key);
		if (earlier != null) {
			if (!Objects.equals(earlier.reference, reference)) {
				return new Refused<>(Refusal.IDEMPOTENCY_KEY_REUSED);
			}
			return isPresent(earlier) ? new Replayed<>(read()) : new Refused<>(Refusal.NOT_REDEEMED);
		}
		if (present() != null) {
			return new Refused<>(Refusal.ALREADY_REDEEMED);
		}
		long now = shared.clock().millis();
		if (now >= expiresAt) {
			return new Refused<>(Refusal.COUPON_EXPIRED);
		}
		shared.requireRoom();
		Redemptions all = redemptions == null ? new Redemptions() : redemptions;
		all.present = new Redemption(Instant.ofEpochMilli(now), reference, key);
		if (key != null) {
			all.byKey.put(key, all.present);
		}
		redemptions = all;
		return new Done<>(read());
	}

	Outcome<Coupon> unredeem() {
		if (redemptions == null || redemptions.present == null) {
			return new Refused<>(Refusal.NOT_REDEEMED);
		}
		redemptions.present = null;
		return new Done<>(read());
	}

	/** A rolled-back redemption has another key than the present one, if there is any. */
	private boolean isPresent(Redemption earlier) {
		Redemption present = present();
		return present != null && Objects.equals(present.key, earlier.key);
	}

	private @Nullable Redemption present() {
		return redemptions == null ? null : redemptions.present;
	}

}
