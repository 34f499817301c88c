package dev.coupon.start.settings;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.unit.DataSize;

/** Checks values of settings by their types, and ports by their range. */
final class ValueCheck {

	private static final ConfigurationPropertyName COUPON = ConfigurationPropertyName.of("coupon");

	private static final ConfigurationPropertyName WEB = ConfigurationPropertyName
		.of("spring.main.web-application-type");

	private static final Pattern NUMBER_ABOVE_ZERO = Pattern.compile("[+-]?0*[1-9]\\d*");

	private static final int LAST_PORT = 65_535;

	private final Environment environment;

	private final Binder binder;

	ValueCheck(Environment environment) {
		this.environment = environment;
		this.binder = Binder.get(environment);
	}

	/** Throws an exception if a value can't be used. */
	void check(Collection<Setting> settings) {
		String empty = settings.stream()
			.filter(setting -> !setting.mayBeEmpty() && value(setting).isBlank())
			.map(Setting::toString)
			.collect(Collectors.joining(", "));
		if (!empty.isEmpty()) {
			throw new UnusableSettingException("These settings have no value: " + empty + ".",
					"Give them a value, or leave them out.");
		}
		settings.stream().filter(setting -> !setting.mayBeEmpty()).forEach(this::check);
	}

	private void check(Setting setting) {
		Class<?> type = setting.type();
		if (type == Duration.class) {
			checkUnit(setting, "s");
		}
		else if (type == DataSize.class) {
			checkUnit(setting, "B");
		}
		if (type.isEnum() || type == Boolean.class || Number.class.isAssignableFrom(type) || type == Duration.class
				|| type == DataSize.class || type == Charset.class) {
			binder.bind(setting.name(), Bindable.of(type));
		}
		if (type == Integer.class && setting.toString().endsWith(".port")) {
			checkPort(setting);
		}
		if (setting.name().equals(WEB) && !value(setting).strip().equalsIgnoreCase("servlet")) {
			throw new UnusableSettingException("%s is %s.".formatted(setting, value(setting).strip()),
					"Leave it out: the service is a servlet application.");
		}
	}

	/**
	 * Refuses numbers without a unit for the service's own settings. Those of Spring Boot
	 * have their documented units.
	 */
	private void checkUnit(Setting setting, String unit) {
		String value = value(setting).strip();
		if (setting.isIn(COUPON) && NUMBER_ABOVE_ZERO.matcher(value).matches()) {
			throw new UnusableSettingException("%s is %s, without a unit.".formatted(setting, value),
					"Write the unit, such as %s%s.".formatted(value, unit));
		}
	}

	private void checkPort(Setting setting) {
		int port = binder.bind(setting.name(), Bindable.of(Integer.class)).orElse(0);
		if (port > LAST_PORT || port < -1) {
			throw new UnusableSettingException("%s is %d.".formatted(setting, port),
					"Set it to a port from 0 to %d.".formatted(LAST_PORT));
		}
	}

	private String value(Setting setting) {
		try {
			return environment.getProperty(setting.toString(), "");
		}
		catch (PlaceholderResolutionException e) {
			throw new UnusableSettingException("%s: %s.".formatted(setting, e.getMessage()),
					"Set what it refers to, or give it a default, as in ${name:default}.");
		}
	}

}
