package dev.coupon.web.server.observation;

import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * The names and tags of requests in metrics and traces: the path appears as a pattern
 * only, without the coupon code in it.
 */
@Component
class ObservedRequests extends DefaultServerRequestObservationConvention {

	@Override
	public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
		return KeyValues.empty();
	}

	/**
	 * The name of a request in traces: the path pattern alone, because the method is
	 * among the tags.
	 */
	@Override
	public @Nullable String getContextualName(ServerRequestObservationContext context) {
		return context.getPathPattern();
	}

}
