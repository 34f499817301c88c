package dev.coupon.store.memory.log;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.port.CampaignRepository.Page;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The reports that are kept of campaigns that are gone, one of each campaign. */
public final class Reports {

	private final Kept<Report> reports = new Kept<>();

	/** The uids of the campaigns that have a report and are not erased yet. */
	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	/** Keeps the report about a campaign, unless there is one already. */
	public void keep(Report report) {
		if (reported.add(report.campaignUid())) {
			reports.add(report.campaignId(), report);
		}
	}

	/** Tells whether a campaign that is not erased yet has a report. */
	public boolean has(String campaignUid) {
		return reported.contains(campaignUid);
	}

	/** Notes that a campaign is erased, so that it won't be reported again. */
	public void erased(String campaignUid) {
		reported.remove(campaignUid);
	}

	/** The reports before a position, newest first; see the port. */
	public Page<Report, Long> page(@Nullable String campaignId, @Nullable Long after, int limit) {
		return reports.page(campaignId, after, limit, (position, report) -> report);
	}

	/** Forgets reports that were made before a time; see the port. */
	public boolean forget(Instant before, int limit) {
		return reports.removeIf(report -> report.madeAt().isBefore(before), limit);
	}

}
