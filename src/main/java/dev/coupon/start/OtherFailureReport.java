package dev.coupon.start;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Names the cause of a failed start that no other analyzer knows, so that this failure is
 * one line, too. The stack trace is logged at level DEBUG. Spring Boot finds the class
 * through {@code META-INF/spring.factories}.
 */
final class OtherFailureReport implements FailureAnalyzer {

	private static final Logger log = LoggerFactory.getLogger(OtherFailureReport.class);

	private final BeanFactory beans;

	private final Environment environment;

	OtherFailureReport(BeanFactory beans, Environment environment) {
		this.beans = beans;
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		if (others().stream().anyMatch(other -> other.analyze(failure) != null)) {
			return null;
		}
		log.debug("The start failed", failure);
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		String message = Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
		return new FailureAnalysis(message.endsWith(".") ? message : message + ".",
				"Check the settings. --logging.level.dev.coupon.start=debug shows the stack trace.", failure);
	}

	/**
	 * The other analyzers are asked first, because Spring Boot's own ones have the lowest
	 * precedence, so that no order would put this one behind them.
	 */
	private List<FailureAnalyzer> others() {
		return SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
			.load(FailureAnalyzer.class,
					ArgumentResolver.of(BeanFactory.class, beans).and(Environment.class, environment),
					FailureHandler.handleMessage((message, failure) -> log.debug(message.get(), failure)))
			.stream()
			.filter(analyzer -> !(analyzer instanceof OtherFailureReport))
			.toList();
	}

}
