package dev.coupon.start.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.logging.LogFile;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Checks the settings of the log before the log is set up, because that would fail with
 * stack traces. Spring Boot finds the class through {@code META-INF/spring.factories}.
 */
final class LoggingCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final ConfigurationPropertyName LOGGING = ConfigurationPropertyName.of("logging");

	/** The formats that have names. */
	private static final List<String> FORMATS = List.of("ecs", "gelf", "logstash");

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		SettingTypes types = SettingTypes.of(event);
		EmptyVariables.remove(environment, types);
		Set<Setting> settings = types.settingsOf(environment);
		new ValueCheck(environment).check(settings.stream().filter(setting -> setting.isIn(LOGGING)).toList());
		checkConfiguration(environment.getProperty(LoggingApplicationListener.CONFIG_PROPERTY));
		checkFile(environment);
		List.of("logging.structured.format.console", "logging.structured.format.file")
			.forEach(name -> checkFormat(name, environment.getProperty(name)));
	}

	private static void checkConfiguration(@Nullable String location) {
		if (!StringUtils.hasLength(location)) {
			return;
		}
		try (InputStream file = ApplicationResourceLoader.get().getResource(location).getInputStream()) {
			SAXParserFactory.newInstance().newSAXParser().parse(file, new DefaultHandler());
		}
		catch (IOException e) {
			throw unusable(location, "can't be read");
		}
		catch (SAXException | ParserConfigurationException e) {
			throw unusable(location, "is no XML (%s)".formatted(e.getMessage()));
		}
	}

	private static UnusableSettingException unusable(String location, String problem) {
		return new UnusableSettingException("logging.config: %s %s.".formatted(location, problem),
				"Set it to the path of a configuration of Logback, or leave it out.");
	}

	/** Opens the file of the log as Logback is about to do. */
	private static void checkFile(Environment environment) {
		LogFile file = LogFile.get(environment);
		if (file == null) {
			return;
		}
		Path path = Path.of(file.toString()).toAbsolutePath();
		try {
			Files.createDirectories(Objects.requireNonNullElse(path.getParent(), path));
			Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
		}
		catch (IOException e) {
			String setting = environment.containsProperty(LogFile.FILE_NAME_PROPERTY) ? LogFile.FILE_NAME_PROPERTY
					: LogFile.FILE_PATH_PROPERTY;
			throw new UnusableSettingException("%s: %s can't be written.".formatted(setting, file),
					"Set it to a path that this user may write to.");
		}
	}

	private static void checkFormat(String name, @Nullable String format) {
		if (StringUtils.hasLength(format) && !FORMATS.contains(format.toLowerCase(Locale.ROOT))
				&& !ClassUtils.isPresent(format, LoggingCheck.class.getClassLoader())) {
			throw new UnusableSettingException("%s can't be \"%s\".".formatted(name, format),
					"Set it to one of %s, or to the name of a class.".formatted(String.join(", ", FORMATS)));
		}
	}

	/** The place just before the log is set up. */
	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER - 1;
	}

}
