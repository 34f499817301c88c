package dev.coupon.store.layer;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.caller.Callers;
import dev.coupon.caller.rate.LimitSettings;
import dev.coupon.caller.rate.RateLimiters;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.OpenStore;
import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.jdbc.PostgresqlStoreFactory;
import dev.coupon.store.jdbc.SqliteStoreFactory;
import dev.coupon.store.memory.MemoryStoreFactory;
import dev.coupon.store.metrics.BusiestCampaigns;
import dev.coupon.store.metrics.CampaignCounts;
import dev.coupon.store.metrics.MeteredStore;
import dev.coupon.store.metrics.MetricsSettings;
import dev.coupon.store.valkey.ValkeyStoreFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Opens the store that the setting {@code coupon.store} names, and puts the layers around
 * it. The only {@link CampaignRepository} bean is the outermost layer.
 */
@Configuration(proxyBeanMethods = false)
public class StoreConfiguration {

	@Bean
	OpenStore store(StoreKind kind, LimitSettings limits, MemoryStoreFactory memory, SqliteStoreFactory sqlite,
			PostgresqlStoreFactory postgresql, ValkeyStoreFactory valkey) {
		if (limits.shared() && !kind.isShared()) {
			throw new UnusableStoreException(
					"coupon.limits.shared needs a store that several instances can use, and coupon.store is %s."
						.formatted(kind),
					"Set coupon.store to postgresql or valkey, or leave coupon.limits.shared out.", null);
		}
		return switch (kind) {
			case MEMORY -> memory.open();
			case SQLITE -> sqlite.open();
			case POSTGRESQL -> postgresql.open();
			case VALKEY -> valkey.open();
		};
	}

	@Bean
	BusiestCampaigns busiestCampaigns(OpenStore store, MetricsSettings settings, MeterRegistry meters) {
		return new BusiestCampaigns(store.repository(), settings.busiestCampaigns(), meters);
	}

	@Bean
	CampaignCounts campaignCounts(OpenStore store, MeterRegistry meters) {
		return new CampaignCounts(store.repository(), meters);
	}

	@Bean
	Subscriptions subscriptions(OpenStore store) {
		return store.subscriptions();
	}

	@Bean
	RateLimiters rateLimiters(OpenStore store, LimitSettings limits, Ticker ticker, MeterRegistry meters) {
		return new RateLimiters(limits.shared() ? store.openBuckets() : null, ticker, meters);
	}

	@Bean
	CampaignRepository campaignRepository(OpenStore store, BusiestCampaigns busiest, LimitSettings limits,
			Callers callers, RateLimiters limiters, MeterRegistry meters, ApplicationContext context) {
		CampaignRepository audited = new AuditedStore(store.repository());
		boolean limited = limits.issuesPerKey().isLimit() || limits.issuesPerUser().isLimit();
		return new MeteredStore(limited ? new LimitedStore(audited, callers, limits, limiters) : audited, busiest,
				meters, Instant.ofEpochMilli(context.getStartupDate()));
	}

}
