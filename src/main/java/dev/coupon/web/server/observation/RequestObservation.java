package dev.coupon.web.server.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** Has requests observed if they are traced, and otherwise only timed. */
@Configuration(proxyBeanMethods = false)
class RequestObservation {

	@Bean
	FilterRegistrationBean<ServerHttpObservationFilter> requestFilter(ObjectProvider<Tracer> tracer,
			ObservationRegistry observations, MeterRegistry meters, ObservedRequests names) {
		boolean traced = tracer.stream().anyMatch(found -> !found.equals(Tracer.NOOP));
		FilterRegistrationBean<ServerHttpObservationFilter> filter = new FilterRegistrationBean<>(
				traced ? new ServerHttpObservationFilter(observations, names) : new RequestTimer(meters, names));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
		filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		return filter;
	}

}
