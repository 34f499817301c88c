package dev.coupon.store.metrics;

import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Gauges of the busiest campaigns, which are those of which this instance has issued most
 * coupons lately, and that have not ended. The gauges show how many coupons are left of
 * each campaign and how many there are in all. Only a few campaigns have gauges, because
 * every time series is a cost to the system that stores it.
 */
public class BusiestCampaigns {

	/**
	 * The factor by which the weight of an issue shrinks with each report. After six
	 * minutes half of the weight is left.
	 */
	private static final double DECAY = 0.98;

	/**
	 * The score below which a campaign is forgotten. With a single issue, that takes 38
	 * minutes.
	 */
	private static final double FORGOTTEN = 0.01;

	private static final Logger log = LoggerFactory.getLogger(BusiestCampaigns.class);

	private final CampaignRepository store;

	private final int limit;

	private final MultiGauge remaining;

	private final MultiGauge maximum;

	private volatile Map<String, LongAdder> issuedLately = new ConcurrentHashMap<>();

	/**
	 * The score of each campaign: how many coupons were issued, with more weight on later
	 * ones.
	 */
	private final Map<String, Double> scores = new HashMap<>();

	/**
	 * @param limit how many campaigns have gauges, 0 or more
	 */
	public BusiestCampaigns(CampaignRepository store, int limit, MeterRegistry meters) {
		this.store = store;
		this.limit = limit;
		this.remaining = MultiGauge.builder("coupon.remaining")
			.description("Coupons left, of the campaigns that were busiest lately")
			.register(meters);
		this.maximum = MultiGauge.builder("coupon.max")
			.description("Coupons there are in all, of the campaigns that were busiest lately")
			.register(meters);
	}

	/** Counts an issued coupon. */
	void count(String campaignId) {
		issuedLately.computeIfAbsent(campaignId, id -> new LongAdder()).increment();
	}

	/** Updates the gauges. */
	@Scheduled(fixedDelay = 10_000)
	synchronized void report() {
		Map<String, LongAdder> issued = issuedLately;
		issuedLately = new ConcurrentHashMap<>();
		scores.replaceAll((id, score) -> score * DECAY);
		scores.values().removeIf(score -> score < FORGOTTEN);
		issued.forEach((id, count) -> scores.merge(id, count.doubleValue(), Double::sum));
		try {
			List<Snapshot> busiest = busiest();
			remaining.register(rows(busiest, Snapshot::remaining), true);
			maximum.register(rows(busiest, snapshot -> snapshot.issued() + snapshot.remaining()), true);
		}
		catch (OverloadedException | OutcomeUnknownException e) {
			log.debug("The store doesn't tell what is left", e);
		}
	}

	private List<Snapshot> busiest() {
		return scores.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
			.limit(limit)
			.map(entry -> store.find(entry.getKey(), 0))
			.flatMap(BusiestCampaigns::ifThere)
			.toList();
	}

	private static Stream<Snapshot> ifThere(Outcome<Snapshot> outcome) {
		return outcome instanceof Done<Snapshot>(Snapshot snapshot) && snapshot.status() != Status.ENDED
				? Stream.of(snapshot) : Stream.empty();
	}

	private static List<Row<?>> rows(List<Snapshot> campaigns, ToIntFunction<Snapshot> value) {
		return campaigns.stream()
			.<Row<?>>map(snapshot -> Row.of(Tags.of("campaign", snapshot.campaign().id()), value.applyAsInt(snapshot)))
			.toList();
	}

}
