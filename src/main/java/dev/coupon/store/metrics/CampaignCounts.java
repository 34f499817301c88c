package dev.coupon.store.metrics;

import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Gauges of all campaigns: how many have each status, and how many are open and have
 * issued nothing. The first {@value #MOST} campaigns in the order of their ids are
 * counted.
 */
public class CampaignCounts {

	private static final int PAGE = 500;

	private static final int MOST = 10_000;

	private static final Logger log = LoggerFactory.getLogger(CampaignCounts.class);

	/** The result of a count. */
	private record Counts(Map<Status, Integer> byStatus, int unused) {
	}

	private final CampaignRepository store;

	/** Absent until the campaigns were counted for the first time. */
	private volatile @Nullable Counts counts;

	public CampaignCounts(CampaignRepository store, MeterRegistry meters) {
		this.store = store;
		for (Status status : Status.values()) {
			Gauge.builder("coupon.campaigns", () -> value(counted -> counted.byStatus().getOrDefault(status, 0)))
				.description("Campaigns by their status")
				.tag("status", status.name())
				.register(meters);
		}
		Gauge.builder("coupon.campaigns.unused", () -> value(Counts::unused))
			.description("Campaigns that are open and have issued nothing")
			.register(meters);
	}

	private double value(ToIntFunction<Counts> figure) {
		Counts known = counts;
		return known == null ? Double.NaN : figure.applyAsInt(known);
	}

	/** Counts the campaigns. */
	@Scheduled(fixedDelay = 30_000)
	void count() {
		try {
			counts = counted();
		}
		catch (OverloadedException | OutcomeUnknownException e) {
			log.debug("The store doesn't tell which campaigns there are", e);
		}
	}

	private Counts counted() {
		Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
		int unused = 0;
		@Nullable String after = null;
		for (int pages = 0; pages < MOST / PAGE && (pages == 0 || after != null); pages++) {
			Page<Snapshot, String> page = store.campaigns(Snapshot.Selection.ALL, after, PAGE);
			for (Snapshot campaign : page.items()) {
				byStatus.merge(campaign.status(), 1, Integer::sum);
				unused += campaign.status() == Status.ACTIVE && campaign.issued() == 0 ? 1 : 0;
			}
			after = page.nextAfter();
		}
		return new Counts(byStatus, unused);
	}

}
