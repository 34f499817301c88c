package dev.coupon.store.valkey.move.row;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Counts;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.store.move.MovedRow;
import dev.coupon.store.move.MovedRow.Owner;
import dev.coupon.store.move.RowKind;
import java.time.Instant;

/** The numbers of a campaign as a row. */
public final class CountsRow {

	private CountsRow() {
	}

	/** The row of a campaign. */
	public static Row write(CampaignState state) {
		Counts counts = state.counts();
		Quota.Period period = state.use().period();
		return RowKind.COUNTS.row(state.campaign().maxCoupons(), counts.issued(), counts.redeemed(), counts.voided(),
				counts.entries(), counts.stocked(), state.lastExpiry().toEpochMilli(),
				state.lastIssuedAt().toEpochMilli(), period == null ? null : period.start().toEpochMilli(),
				period == null ? null : period.end().toEpochMilli(), state.use().before());
	}

	/**
	 * The state of a campaign.
	 * @param row the row with its numbers
	 * @param revision the number of its revision
	 */
	public static CampaignState read(MovedRow row, Campaign campaign, Owner owner, long revision) {
		Long start = row.optionalNumber("period_start");
		PeriodUse use = start == null ? PeriodUse.NONE : new PeriodUse(
				new Quota.Period(Instant.ofEpochMilli(start), instant(row, "period_end")), row.count("issued_before"));
		return new CampaignState(campaign, owner.uidText(), MovedRow.uid(revision),
				new Counts(row.count("issued"), row.count("redeemed"), row.count("voided"), row.count("entries"),
						row.count("stocked")),
				use, instant(row, "last_expiry"), instant(row, "last_issued_at"), Instant.EPOCH);
	}

	private static Instant instant(MovedRow row, String name) {
		return Instant.ofEpochMilli(row.number(name));
	}

}
