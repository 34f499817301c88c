package dev.coupon.domain.examination;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits that were in force when each coupon was issued, by the entries of the log.
 * Each entry says how many coupons had been issued before it.
 */
final class Limits {

	private static final String MAX_COUPONS = "maxCoupons";

	private static final String PER_USER = "perUserLimit";

	/** A number of coupons that is lower than those of all entries. */
	private static final int BEFORE_ALL = -1;

	private final TreeMap<Integer, InForce> since = new TreeMap<>();

	/**
	 * The limits at one time.
	 *
	 * @param perUser absent if there was none, or if it isn't known
	 */
	record InForce(int maxCoupons, @Nullable Integer perUser) {
	}

	/**
	 * @param present the settings that are in force now
	 * @param entries the entries of the log about the campaign's creation and changes of
	 * its settings, in order
	 */
	Limits(Campaign present, List<LogEntry> entries) {
		InForce now = new InForce(present.maxCoupons(), present.perUserLimit());
		// The limit for each user isn't known from before the log began: it may have been
		// lowered below what users had.
		since.put(BEFORE_ALL, entries.isEmpty() ? new InForce(now.maxCoupons, null) : first(entries.getFirst(), now));
		entries.forEach(entry -> since.put(entry.afterCoupon(), after(entry, now)));
	}

	private static InForce first(LogEntry entry, InForce now) {
		OfCampaign settings = Objects.requireNonNull(entry.settings());
		if (entry.type() == LogEntry.Type.CAMPAIGN_CREATED) {
			return after(entry, now);
		}
		Object before = settings.before().get(MAX_COUPONS);
		return new InForce(before == null ? after(entry, now).maxCoupons : ((Number) before).intValue(), null);
	}

	private static InForce after(LogEntry entry, InForce now) {
		Map<String, Object> after = Objects.requireNonNull(entry.settings()).after();
		Number max = (Number) after.getOrDefault(MAX_COUPONS, now.maxCoupons);
		Number perUser = (Number) after.get(PER_USER);
		return new InForce(max.intValue(), perUser == null ? null : perUser.intValue());
	}

	/** The limits that were in force when the coupon with a number was issued. */
	InForce at(int sequence) {
		return since.lowerEntry(Math.max(sequence, 0)).getValue();
	}

}
