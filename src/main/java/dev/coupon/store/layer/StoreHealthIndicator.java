package dev.coupon.store.layer;

import dev.coupon.domain.CampaignRepository;
import dev.coupon.store.OpenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Reports that the store is up while it answers. The readiness of the service depends on
 * this.
 */
@Component
class StoreHealthIndicator implements HealthIndicator {

	private static final Logger log = LoggerFactory.getLogger(StoreHealthIndicator.class);

	/** An id that no campaign has. */
	private static final String NONE = "?";

	private final CampaignRepository store;

	StoreHealthIndicator(OpenStore store) {
		this.store = store.repository();
	}

	@Override
	public Health health() {
		try {
			store.find(NONE, 0);
			return Health.up().build();
		}
		catch (RuntimeException e) {
			log.warn("The store is down: {}", e.getMessage());
			return Health.down().build();
		}
	}

}
