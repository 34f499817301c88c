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

/**
 * Counts the refused requests for coupons of each campaign. Only campaigns that are known
 * to exist have counts, so that requests to invented ones take no memory. A campaign is
 * known after its first request that wasn't turned away before it was looked at.
 */
final class RefusalCounts {

	private final Instant start;

	private final Map<String, Map<Refusal, LongAdder>> byCampaign = new ConcurrentHashMap<>();

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
		Map<Refusal, LongAdder> counts = byCampaign.get(campaignId);
		if (counts == null && refusal != Refusal.RATE_LIMITED) {
			counts = byCampaign.computeIfAbsent(campaignId, id -> new ConcurrentHashMap<>());
		}
		if (counts != null && refusal != null) {
			counts.computeIfAbsent(refusal, reason -> new LongAdder()).increment();
		}
	}

	/** Forgets a campaign that is gone. */
	void forget(String campaignId) {
		byCampaign.remove(campaignId);
	}

	/** The refused requests to a campaign so far. */
	Refusals of(String campaignId) {
		Map<String, Long> counts = new TreeMap<>();
		byCampaign.getOrDefault(campaignId, Map.of())
			.forEach((refusal, count) -> counts.put(refusal.code(), count.sum()));
		return new Refusals(start, counts);
	}

}
