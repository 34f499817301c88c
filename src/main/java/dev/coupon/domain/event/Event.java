package dev.coupon.domain.event;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Redemption;
import dev.coupon.domain.Coupon.Voiding;
import dev.coupon.domain.log.LogEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to a campaign or to one of its coupons.
 *
 * @param number the number among the events of the campaign: 1..n without gaps
 * @param type the name of the type, see {@link EventType}
 * @param at the store's time, to the millisecond
 * @param coupon the coupon as it was right after the event; absent if the event is about
 * a campaign
 * @param entry the entry of the log; absent for an issue
 * @param position the position of a reader who has read up to this event
 */
public record Event(String campaignId, String campaignUid, long number, String type, Instant at,
		@Nullable Coupon coupon, @Nullable LogEntry entry, EventPosition position) {

	/**
	 * The id: unique in the service, also when the id of a campaign is used again, and
	 * the same whenever the event is read.
	 */
	public String id() {
		return campaignUid + "-" + number;
	}

	/** The event that a coupon was issued. */
	static Event issued(Coupon coupon, EventRun run, EventRun.Reach reach) {
		return new Event(run.campaignId(), run.campaignUid(), (long) reach.coupons() + reach.entries(),
				EventType.ISSUED, coupon.issuedAt(), coupon.with(null, null, coupon.issuedAt()), null, run.at(reach));
	}

	/**
	 * The event of an entry of the log.
	 * @param coupon the coupon that the entry is about; absent if it is about a campaign
	 */
	static Event logged(LogEntry entry, @Nullable Coupon coupon, EventRun run, EventRun.Reach reach) {
		return new Event(run.campaignId(), run.campaignUid(), (long) entry.ordinal() + entry.afterCoupon(),
				entry.type().code(), entry.at(), coupon == null ? null : after(entry, coupon), entry, run.at(reach));
	}

	private static Coupon after(LogEntry entry, Coupon coupon) {
		return switch (entry.type()) {
			case COUPON_REDEEMED -> coupon.with(new Redemption(entry.at(),
					entry.coupon() == null ? null : entry.coupon().reference(), entry.act().by()), null, entry.at());
			case COUPON_VOIDED -> coupon.with(null, new Voiding(entry.at(), entry.act().reason()), entry.at());
			default -> coupon.with(null, null, entry.at());
		};
	}

}
