package dev.coupon.start;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Logs in one line why the service can't start. Spring Boot finds the class through
 * {@code META-INF/spring.factories}.
 */
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
		log.error("The service can't start: {} {}", oneLine(analysis.getDescription()), oneLine(analysis.getAction()));
	}

	private static String oneLine(@Nullable String text) {
		return text == null ? ""
				: SECRET.matcher(text).replaceAll("$1not shown").strip().replaceAll("\\s*\\R\\s*", " ");
	}

}
