package dev.coupon.domain.decision.stock;

import dev.coupon.domain.decision.CampaignSettings;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * The level at which the coupons of a campaign run low. The log gets one entry when so
 * few are left, and one when none is left; and again, if there were more in between.
 *
 * @param lowPercent the part of all coupons of a campaign, in percent, from 0 to 99, that
 * is left when they run low; with 0 they never do
 */
public record StockLevel(int lowPercent) {

	/** The level that is usual. */
	public static final StockLevel DEFAULT = new StockLevel(10);

	private static final long HUNDRED = 100;

	/**
	 * The entry of the log about the level that a change has crossed; null if it has
	 * crossed none.
	 */
	public @Nullable LogEntry crossed(CampaignState before, CampaignState after) {
		int left = after.remaining();
		if (left > low(after)) {
			return null;
		}
		if (left <= 0) {
			return before.remaining() > 0 ? entry(LogEntry.Type.CAMPAIGN_EXHAUSTED, after) : null;
		}
		return before.remaining() > low(before) ? entry(LogEntry.Type.CAMPAIGN_LOW_STOCK, after) : null;
	}

	private int low(CampaignState state) {
		return (int) (state.total() * lowPercent / HUNDRED);
	}

	private static LogEntry entry(LogEntry.Type type, CampaignState state) {
		return state.entry(type, Act.OF_THE_SERVICE, null, CampaignSettings.created(state.campaign()));
	}

}
