package dev.coupon.repository;

import dev.coupon.CouponProperties;
import dev.coupon.domain.CampaignRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Puts the meters before the store, which is the bean named {@code store}. */
@Configuration(proxyBeanMethods = false)
class RepositoryConfiguration {

	@Bean
	@Primary
	CampaignRepository meteredStore(CouponProperties properties, @Qualifier("store") CampaignRepository store,
			MeterRegistry meters) {
		return new MeteredCampaignRepository(store, meters);
	}

	/** With meters that nobody reads. */
	@Bean
	CampaignRepository meteredScratch(@Qualifier("scratch") CampaignRepository scratch) {
		return new MeteredCampaignRepository(scratch, new SimpleMeterRegistry());
	}

}
