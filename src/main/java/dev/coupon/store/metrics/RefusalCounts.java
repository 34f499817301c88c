package dev.coupon.store.metrics;

import dev.coupon.domain.Refusal;
import dev.coupon.domain.evidence.Report.Refusals;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Refused;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the refused requests for coupons of each campaign. Only campaigns that are known
 * to exist have counts, so that requests to invented ones take no memory. A campaign is
 * known after its first request that wasn't turned away before it was looked at.
 */
final class RefusalCounts {

	private final Instant start;

	private final Map<String, Counts> byCampaign = new ConcurrentHashMap<>();

	/** The counts of one campaign. */
	private static final class Counts {

		private final Map<Refusal, LongAdder> byReason = new ConcurrentHashMap<>();

		/** Absent until the counts were asked for, because requests don't tell it. */
		private @Nullable String campaignUid;

		/**
		 * Tells whether the counts can be those of a campaign. Called by one thread at a
		 * time.
		 */
		private boolean areOf(String uid) {
			campaignUid = campaignUid == null ? uid : campaignUid;
			return campaignUid.equals(uid);
		}

	}

	/**
	 * @param start the time since which refusals are counted
	 */
	RefusalCounts(Instant start) {
		this.start = start;
	}

	/** Counts a request for a coupon if it was refused. */
	void count(String campaignId, Outcome<?> outcome) {
		Refusal refusal = outcome instanceof Refused<?> refused ? refused.refusal() : null;
		if (refusal == Refusal.CAMPAIGN_NOT_FOUND) {
			forget(campaignId);
			return;
		}
		Counts counts = byCampaign.get(campaignId);
		if (counts == null && refusal != Refusal.RATE_LIMITED) {
			counts = byCampaign.computeIfAbsent(campaignId, id -> new Counts());
		}
		if (counts != null && refusal != null) {
			counts.byReason.computeIfAbsent(refusal, reason -> new LongAdder()).increment();
		}
	}

	/** Forgets a campaign that is gone, or of which there is a new one with its id. */
	void forget(String campaignId) {
		byCampaign.remove(campaignId);
	}

	/**
	 * The refused requests to a campaign so far. Forgets those to an earlier one with the
	 * same id.
	 */
	Refusals of(String campaignId, String campaignUid) {
		Counts known = byCampaign.computeIfPresent(campaignId,
				(id, present) -> present.areOf(campaignUid) ? present : null);
		Map<String, Long> counts = new TreeMap<>();
		if (known != null) {
			known.byReason.forEach((refusal, count) -> counts.put(refusal.code(), count.sum()));
		}
		return new Refusals(start, counts);
	}

}
