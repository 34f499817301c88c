package dev.coupon.start;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Logs in one line why the service can't start, and turns off Spring Boot's own report,
 * which comes afterwards. Spring Boot finds the class through
 * {@code META-INF/spring.factories}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureReport implements FailureAnalysisReporter {

	private static final Logger log = LoggerFactory.getLogger(StartFailureReport.class);

	/**
	 * Matches the value of a password or of a key's hash. It must not be logged, because
	 * even an invalid value may be a secret.
	 */
	private static final Pattern SECRET = Pattern
		.compile("(Property: \\S*(?:sha256|password)\\S*\\s+Value: )\"[^\"]*\"");

	@Override
	public void report(FailureAnalysis analysis) {
		LoggingSystem.get(StartFailureReport.class.getClassLoader())
			.setLogLevel("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", LogLevel.OFF);
		log.error("The service can't start: {} {}", oneLine(analysis.getDescription()), oneLine(analysis.getAction()));
	}

	private static String oneLine(@Nullable String text) {
		return text == null ? ""
				: SECRET.matcher(text).replaceAll("$1not shown").strip().replaceAll("\\s*\\R\\s*", " ");
	}

}
