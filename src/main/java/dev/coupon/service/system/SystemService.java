package dev.coupon.service.system;

import dev.coupon.domain.port.CampaignRepository;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** The questions of operators about the service itself. */
@Service
public class SystemService {

	private final CampaignRepository repository;

	private final SystemFacts facts;

	SystemService(CampaignRepository repository, SystemFacts facts) {
		this.repository = repository;
		this.facts = facts;
	}

	/** The facts that don't change while the service runs. */
	public SystemFacts facts() {
		return facts;
	}

	/** The store's time, by which campaigns begin and end. */
	public Instant now() {
		return repository.now();
	}

}
