package dev.coupon.loadtest;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps out of the log what Gatling has to say of users who arrive after it was stopped:
 * it has scheduled them, but no longer has threads for them. Nothing is lost, since they
 * would do nothing.
 */
public final class LateArrivals extends Filter<ILoggingEvent> {

	private static final String TYPE = RejectedExecutionException.class.getSimpleName();

	@Override
	public FilterReply decide(ILoggingEvent event) {
		boolean thrown = event.getThrowableProxy() != null && event.getThrowableProxy().getClassName().endsWith(TYPE);
		boolean told = event.getFormattedMessage().contains(TYPE);
		return thrown || told ? FilterReply.DENY : FilterReply.NEUTRAL;
	}

}
