package dev.coupon.web.server;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.RequestContextFilter;

/** Turns off filters that no request needs but every request would pay for. */
@Configuration(proxyBeanMethods = false)
class LeanFilters {

	/**
	 * Turns off the filter that sets the request context, because the dispatcher servlet
	 * sets the same context again.
	 */
	@Bean
	FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
		FilterRegistrationBean<RequestContextFilter> none = new FilterRegistrationBean<>(new RequestContextFilter());
		none.setEnabled(false);
		return none;
	}

}
