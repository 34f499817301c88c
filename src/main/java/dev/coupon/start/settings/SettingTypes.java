package dev.coupon.start.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.PlaceholderResolutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The types of all settings, from the metadata that the service, Spring Boot and other
 * libraries have in their jars for editors. Settings that are no longer supported have
 * none.
 */
public final class SettingTypes {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	/** Settings that Spring Boot declares as texts, although it accepts only levels. */
	private static final Map<String, String> LEVELS = Map.of("logging.level",
			"Map<String," + LogLevel.class.getName() + ">", "logging.threshold.console", LogLevel.class.getName(),
			"logging.threshold.file", LogLevel.class.getName());

	/** Spring Boot asks only if these are there: {@code --debug} has no value. */
	private static final Set<String> FLAGS = Set.of("debug", "trace");

	/** A part of the name of sources that are in the jar. */
	private static final String PACKAGED = "class path resource";

	/** The least length of a text that isn't in messages by chance. */
	private static final int TELLING = 4;

	private static final Pattern MAP = Pattern.compile("[\\w.]*Map<[^,]*,(.*)>");

	private record Declared(ConfigurationPropertyName name, String type) {
	}

	private final Map<String, Declared> declared = new HashMap<>();

	private SettingTypes() {
	}

	/** The types, which are read only once for each start. */
	static SettingTypes of(ApplicationEnvironmentPreparedEvent start) {
		start.getBootstrapContext().registerIfAbsent(SettingTypes.class, InstanceSupplier.from(SettingTypes::read));
		return Objects.requireNonNull(start.getBootstrapContext().get(SettingTypes.class));
	}

	/** Reads the metadata of all jars. */
	static SettingTypes read() {
		SettingTypes types = new SettingTypes();
		try {
			for (URL file : Collections.list(SettingTypes.class.getClassLoader().getResources(METADATA))) {
				try (InputStream json = file.openStream()) {
					JsonMapper.shared().readTree(json).path("properties").forEach(types::add);
				}
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		LEVELS.forEach((name, type) -> types.add(name, type));
		FLAGS.forEach(types.declared::remove);
		return types;
	}

	private void add(JsonNode property) {
		if (!property.path("deprecation").path("level").asString("").equals("error")) {
			add(property.path("name").asString(), property.path("type").asString(""));
		}
	}

	private void add(String name, String type) {
		if (ConfigurationPropertyName.isValid(name)) {
			declared.put(plain(name), new Declared(ConfigurationPropertyName.of(name), type));
		}
	}

	/**
	 * A name without dots and hyphens, because those of environment variables are lost.
	 */
	private static String plain(String name) {
		return name.replaceAll("[-._]", "").toLowerCase(Locale.ROOT);
	}

	/** The settings of known type that have a value. */
	Set<Setting> settingsOf(Environment environment) {
		return settingsOf(environment, source -> true);
	}

	private Set<Setting> settingsOf(Environment environment, Predicate<ConfigurationPropertySource> filter) {
		Set<Setting> found = new LinkedHashSet<>();
		ConfigurationPropertySources.get(environment).forEach(source -> {
			if (filter.test(source) && source instanceof IterableConfigurationPropertySource names) {
				names.forEach(name -> find(name).ifPresent(found::add));
			}
		});
		return found;
	}

	/**
	 * The names of settings that a message may be about, because their values or the last
	 * parts of their names appear in it. Those of the service's own file are left out.
	 */
	public static Set<String> suspects(String message, Environment environment) {
		return read()
			.settingsOf(environment, source -> !String.valueOf(source.getUnderlyingSource()).contains(PACKAGED))
			.stream()
			.map(Setting::toString)
			.filter(name -> isAbout(message, environment, name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isAbout(String message, Environment environment, String name) {
		String words = name.substring(name.lastIndexOf('.') + 1).replace('-', ' ');
		try {
			String value = environment.getProperty(name, "").strip();
			return (value.length() >= TELLING && message.contains(value))
					|| (words.length() >= TELLING && message.toLowerCase(Locale.ROOT).contains(words));
		}
		catch (PlaceholderResolutionException e) {
			return message.equals(e.getMessage());
		}
	}

	/** Finds a setting by its name, or by that of the map whose entry it is. */
	Optional<Setting> find(ConfigurationPropertyName name) {
		Declared itself = declared.get(plain(name.toString()));
		if (itself != null) {
			return type(itself.type()).map(type -> new Setting(itself.name(), type));
		}
		for (ConfigurationPropertyName parent = name.getParent(); !parent.isEmpty(); parent = parent.getParent()) {
			Declared map = declared.get(plain(parent.toString()));
			if (map != null) {
				Matcher type = MAP.matcher(map.type());
				return type.matches() ? type(type.group(1)).filter(BeanUtils::isSimpleValueType)
					.map(value -> new Setting(name, value)) : Optional.empty();
			}
		}
		return Optional.empty();
	}

	private static Optional<Class<?>> type(String name) {
		try {
			return Optional.of(ClassUtils.forName(name.replaceFirst("<.*>", ""), SettingTypes.class.getClassLoader()));
		}
		catch (ClassNotFoundException | LinkageError | IllegalArgumentException e) {
			return Optional.empty();
		}
	}

}
