package dev.coupon.web.server;

import io.micrometer.common.KeyValues;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * What metrics and traces say of requests: their path as a pattern, without the code in
 * it.
 */
@Component
class ObservedRequests extends DefaultServerRequestObservationConvention {

	@Override
	public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
		return KeyValues.empty();
	}

	@Override
	public String getContextualName(ServerRequestObservationContext context) {
		String pattern = context.getPathPattern();
		String method = context.getCarrier() == null ? "" : context.getCarrier().getMethod();
		return pattern == null ? method : method + " " + pattern;
	}

}
