package dev.coupon.service;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Purge;
import dev.coupon.domain.port.OutcomeUnknownException;
import dev.coupon.domain.port.OverloadedException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * Erases, in batches, deleted campaigns, and campaigns that ended longer ago than ended
 * campaigns are kept.
 */
@Component
class RetentionPurge implements SchedulingConfigurer {

	private static final Logger log = LoggerFactory.getLogger(RetentionPurge.class);

	private final CampaignRepository repository;

	private final RetentionSettings retention;

	RetentionPurge(CampaignRepository repository, RetentionSettings retention) {
		this.repository = repository;
		this.retention = retention;
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar tasks) {
		tasks.addFixedDelayTask(this::purge, retention.interval());
	}

	void purge() {
		Duration afterEnd = retention.afterEnd().isZero() ? null : retention.afterEnd();
		try {
			boolean more = true;
			while (more && !Thread.currentThread().isInterrupted()) {
				Purge purge = repository.purge(afterEnd, retention.batchSize());
				purge.erased().forEach(RetentionPurge::announce);
				more = purge.more();
			}
		}
		catch (OverloadedException | OutcomeUnknownException e) {
			log.warn("The purge goes on after the next interval: {}", e.getMessage());
		}
	}

	private static void announce(Erased erased) {
		log.info("Erased campaign {} with {} coupons, over at {}", erased.campaignId(), erased.coupons(),
				erased.endedAt());
	}

}
