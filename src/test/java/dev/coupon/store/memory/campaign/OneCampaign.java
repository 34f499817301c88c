package dev.coupon.store.memory.campaign;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.rhythm.Rhythm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store with one campaign; its coupons' codes are digits, in the order of issue.
 */
final class OneCampaign {

	static final String ID = "one";

	static final int MAX_COUPONS = 2;

	private static final Instant NOW = Instant.EPOCH;

	/** The secrets of the hashes are drawn first. */
	private final AtomicLong drawn = new AtomicLong(-4L << Byte.SIZE);

	final InMemoryCampaignRepository store = new InMemoryCampaignRepository(Clock.fixed(NOW, ZoneOffset.UTC),
			() -> drawn.getAndAdd(1 << Byte.SIZE), StockLevel.DEFAULT, () -> false);

	OneCampaign() {
		store.create(sized(MAX_COUPONS), Act.OF_THE_SERVICE);
	}

	static String code(int sequence) {
		return String.valueOf(sequence - 1);
	}

	private static Campaign sized(int maxCoupons) {
		return new Campaign(ID, null, new Period(NOW, NOW.plusSeconds(1)), maxCoupons, 1, ZoneOffset.UTC,
				CodeFormat.of(Charset.NUMERIC, "#"), new Expiry.WithCampaign(), null, Rhythm.NONE, Map.of(), false);
	}

	/** Tries until nobody has changed the campaign in between. */
	String resize(int maxCoupons) {
		while (true) {
			Outcome<Snapshot> found = store.find(ID, 0);
			if (!(found instanceof Done<Snapshot>(Snapshot present))) {
				return said(found);
			}
			Outcome<Snapshot> outcome = store.update(sized(maxCoupons), present.revision(), Act.OF_THE_SERVICE)
				.map(Changed::after);
			if (!outcome.equals(new Refused<>(Refusal.VERSION_MISMATCH))) {
				return said(outcome);
			}
		}
	}

	/** All that matters about an outcome, so that equal outcomes read the same. */
	static String said(Outcome<?> outcome) {
		return switch (outcome) {
			case Done<?>(Coupon coupon) -> said(coupon);
			case Done<?>(Snapshot snapshot) -> said(snapshot);
			case Done<?>(Object value) -> throw new AssertionError(value);
			case Replayed<?>(Object value) -> "again " + said((Coupon) value);
			case Refused<?>(Refusal refusal, Duration retryAfter) -> refusal.code();
		};
	}

	private static String said(Coupon coupon) {
		return coupon.sequence() + ":" + coupon.code() + " for " + coupon.userId()
				+ (coupon.redeemedAt() == null ? "" : ", redeemed for " + coupon.redemptionReference());
	}

	private static String said(Snapshot snapshot) {
		return snapshot.status() + " " + snapshot.codes() + ", " + snapshot.issued() + " of "
				+ snapshot.campaign().maxCoupons() + " issued, " + snapshot.redeemed() + " redeemed, revision "
				+ snapshot.revision();
	}

}
