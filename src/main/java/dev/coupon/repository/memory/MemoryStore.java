package dev.coupon.repository.memory;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the in-memory store up. */
@Configuration(proxyBeanMethods = false)
class MemoryStore {

	private static final Logger log = LoggerFactory.getLogger(MemoryStore.class);

	@Bean(initMethod = "start")
	HeapGuard heapGuard(MemorySettings settings, Clock clock) {
		return new HeapGuard(settings.maxHeapPercent(), clock);
	}

	@Bean
	@ConditionalOnProperty(name = "coupon.store", havingValue = "memory", matchIfMissing = true)
	InMemoryCampaignRepository store(Clock clock, RandomGenerator random, HeapGuard heapGuard) {
		log.warn("The store is in memory: campaigns and coupons are forgotten when the service stops");
		return new InMemoryCampaignRepository(clock, random, heapGuard);
	}

	/** A store apart, whatever the store is, to try things in. */
	@Bean
	InMemoryCampaignRepository scratch(Clock clock, RandomGenerator random, HeapGuard heapGuard) {
		return new InMemoryCampaignRepository(clock, random, heapGuard);
	}

}
