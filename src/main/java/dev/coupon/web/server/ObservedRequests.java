package dev.coupon.web.server;

import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;
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

	/** The method is among the tags. */
	@Override
	public @Nullable String getContextualName(ServerRequestObservationContext context) {
		return context.getPathPattern();
	}

}
