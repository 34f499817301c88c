package dev.coupon.start.settings;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Removes empty environment variables from the settings unless empty is a value of their
 * setting, because tools such as Docker Compose pass unset variables that way. What other
 * sources say of the setting then holds.
 */
final class EmptyVariables {

	private static final String SOURCE = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

	private EmptyVariables() {
	}

	/** Removes them. */
	static void remove(ConfigurableEnvironment environment, SettingTypes types) {
		PropertySource<?> source = environment.getPropertySources().get(SOURCE);
		if (source == null || !(source.getSource() instanceof Map<?, ?> variables)) {
			return;
		}
		Map<String, Object> kept = new HashMap<>();
		variables.forEach((name, value) -> {
			if (!value.toString().isBlank() || mayBeEmpty(name.toString(), types)) {
				kept.put(name.toString(), value);
			}
		});
		if (kept.size() < variables.size()) {
			environment.getPropertySources().replace(SOURCE, new SystemEnvironmentPropertySource(SOURCE, kept));
		}
	}

	private static boolean mayBeEmpty(String variable, SettingTypes types) {
		return types.find(ConfigurationPropertyName.adapt(variable, '_')).map(Setting::mayBeEmpty).orElse(true);
	}

}
