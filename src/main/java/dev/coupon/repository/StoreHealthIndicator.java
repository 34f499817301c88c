package dev.coupon.repository;

import dev.coupon.domain.CampaignRepository;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Up while the store answers; readiness follows it. */
@Component
class StoreHealthIndicator extends AbstractHealthIndicator {

	/** No campaign has such an id. */
	private static final String NONE = "?";

	private final CampaignRepository store;

	StoreHealthIndicator(@Qualifier("store") CampaignRepository store) {
		this.store = store;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		store.find(NONE, 0);
		health.up();
	}

}
