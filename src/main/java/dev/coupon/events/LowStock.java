package dev.coupon.events;

import dev.coupon.domain.decision.stock.StockLevel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The level at which coupons run low, which operators set for the events about it. */
@Configuration(proxyBeanMethods = false)
class LowStock {

	@Bean
	StockLevel stockLevel(EventSettings settings) {
		return new StockLevel(settings.lowStock());
	}

}
