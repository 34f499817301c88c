package dev.coupon.domain.decision;

import dev.coupon.domain.log.LogEntry;

/**
 * The numbers of a campaign.
 *
 * @param issued how many coupons were issued
 * @param redeemed how many of them are used
 * @param voided how many of them are void
 * @param entries how many entries the log has of the campaign
 * @param stocked how many codes were imported and not dropped, those of issued coupons
 * included; 0 if codes are drawn
 */
public record Counts(int issued, int redeemed, int voided, int entries, int stocked) {

	/** The numbers of a new campaign. */
	public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

	/** The numbers after a coupon was issued. */
	public Counts withIssued() {
		return new Counts(issued + 1, redeemed, voided, entries, stocked);
	}

	/** The numbers after an entry of the log was written. */
	public Counts with(LogEntry.Type entry) {
		int used = switch (entry) {
			case COUPON_REDEEMED -> 1;
			case COUPON_REDEMPTION_ROLLED_BACK -> -1;
			default -> 0;
		};
		int worthless = switch (entry) {
			case COUPON_VOIDED -> 1;
			case COUPON_VOID_REVOKED -> -1;
			default -> 0;
		};
		return new Counts(issued, redeemed + used, voided + worthless, entries + 1, stocked);
	}

	/** The numbers after codes were imported or dropped. */
	public Counts withStocked(int newStocked) {
		return new Counts(issued, redeemed, voided, entries, newStocked);
	}

}
