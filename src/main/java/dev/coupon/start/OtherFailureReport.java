package dev.coupon.start;

import dev.coupon.start.settings.SettingTypes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.json.JsonParseException;
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

	private final @Nullable Environment environment;

	/** There is no environment if the failure comes before it is complete. */
	OtherFailureReport(BeanFactory beans, @Nullable Environment environment) {
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
		return new FailureAnalysis(subject(failure) + (message.endsWith(".") ? message : message + "."),
				suspects(message) + "--logging.level.dev.coupon.start=debug shows the stack trace.", failure);
	}

	/** Names the source of a text that its parser refused. */
	private static String subject(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof JsonParseException) {
				return "SPRING_APPLICATION_JSON, or spring.application.json, is no object in JSON: ";
			}
			if (cause.getClass().getName().startsWith("org.yaml.snakeyaml.")) {
				return "application.yml, its file for a profile, or a file that spring.config names, is no YAML: ";
			}
		}
		return "";
	}

	/** Names the settings that may be to blame. */
	private String suspects(String message) {
		if (environment == null) {
			return "Check the settings spring.profiles.* and spring.config.*, and the files of settings. ";
		}
		Set<String> names = SettingTypes.suspects(message, environment);
		return names.isEmpty() ? "Check the settings. " : "Check " + String.join(", ", names) + ". ";
	}

	/**
	 * The other analyzers are asked first, because Spring Boot's own ones have the lowest
	 * precedence, so that no order would put this one behind them.
	 */
	private List<FailureAnalyzer> others() {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, beans);
		return SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
			.load(FailureAnalyzer.class,
					environment == null ? arguments : arguments.and(Environment.class, environment),
					FailureHandler.handleMessage((message, failure) -> log.debug(message.get(), failure)))
			.stream()
			.filter(analyzer -> !(analyzer instanceof OtherFailureReport))
			.toList();
	}

}
