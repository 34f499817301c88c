package dev.coupon.repository;

import dev.coupon.caller.Callers;
import dev.coupon.caller.LimitSettings;
import dev.coupon.domain.CampaignRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Puts meters, limits and the audit log before the store, which is the bean named
 * {@code store}.
 */
@Configuration(proxyBeanMethods = false)
class RepositoryConfiguration {

	@Bean
	BusiestCampaigns busiestCampaigns(MetricsSettings settings, @Qualifier("store") CampaignRepository store,
			MeterRegistry meters) {
		return new BusiestCampaigns(store, settings.busiestCampaigns(), meters);
	}

	@Bean
	@Primary
	CampaignRepository frontOfStore(@Qualifier("store") CampaignRepository store, BusiestCampaigns busiest,
			LimitSettings limits, Callers callers, Clock clock, MeterRegistry meters) {
		CampaignRepository audited = new AuditedCampaignRepository(store, callers);
		boolean limited = limits.issuesPerKey().isLimit() || limits.issuesPerUser().isLimit();
		return new MeteredCampaignRepository(
				limited ? new LimitedCampaignRepository(audited, callers, limits, clock) : audited, busiest, meters);
	}

	/** With meters that nobody reads. */
	@Bean
	CampaignRepository meteredScratch(@Qualifier("scratch") CampaignRepository scratch) {
		MeterRegistry unread = new SimpleMeterRegistry();
		return new MeteredCampaignRepository(scratch, new BusiestCampaigns(scratch, 0, unread), unread);
	}

}
