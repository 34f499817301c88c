package dev.coupon.service;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The questions of those who check what was done. */
@Service
public class EvidenceService {

	private final CampaignRepository repository;

	EvidenceService(CampaignRepository repository) {
		this.repository = repository;
	}

	/** A page of what operators did; see {@link CampaignRepository#audit}. */
	public Page<Audited, Long> audit(@Nullable String campaignId, @Nullable Long after, int limit) {
		return repository.audit(campaignId, after, limit);
	}

	/**
	 * The report about a campaign as it is now; see {@link CampaignRepository#report}.
	 */
	public Outcome<Report> report(String campaignId) {
		return repository.report(campaignId);
	}

	/** A page of the reports that are kept; see {@link CampaignRepository#reports}. */
	public Page<Report, Long> reports(@Nullable String campaignId, @Nullable Long after, int limit) {
		return repository.reports(campaignId, after, limit);
	}

	/** The newest report that is kept of campaigns with an id. */
	public Outcome<Report> keptReport(String campaignId) {
		return repository.keptReport(campaignId);
	}

}
