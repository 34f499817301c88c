package dev.coupon.service;

import dev.coupon.domain.log.Audited;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The questions of those who check what operators did. */
@Service
public class AuditService {

	private final CampaignRepository repository;

	AuditService(CampaignRepository repository) {
		this.repository = repository;
	}

	/** A page of what operators did; see {@link CampaignRepository#audit}. */
	public Page<Audited, Long> audit(@Nullable String campaignId, @Nullable Long after, int limit) {
		return repository.audit(campaignId, after, limit);
	}

}
