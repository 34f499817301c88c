package dev.coupon.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Starts Chromium once for all tests, and gives each test a {@link Screen} of its own.
 */
final class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

	private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

	/** The names of the programs, the one first that starts and shows pages fastest. */
	private static final List<String> NAMES = List.of("chromium-headless-shell", "chromium", "chromium-browser",
			"google-chrome");

	private static final @Nullable Path CHROMIUM = find();

	private static @Nullable Path find() {
		Stream<Path> named = Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
		List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
		Stream<Path> installed = NAMES.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)));
		return Stream.concat(named, installed).filter(Files::isExecutable).findFirst().orElse(null);
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return CHROMIUM == null
				? ConditionEvaluationResult
					.disabled("No Chromium found: install the package chromium, or set CHROMIUM to the path of one")
				: ConditionEvaluationResult.enabled("Chromium is " + CHROMIUM);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Screen.class;
	}

	@Override
	public Screen resolveParameter(ParameterContext parameter, ExtensionContext context) {
		String port = SpringExtension.getApplicationContext(context)
			.getEnvironment()
			.getRequiredProperty("local.server.port");
		Screen screen = new Screen(browser(context), "http://localhost:" + port);
		context.getStore(NAMESPACE).put(Screen.class, screen);
		return screen;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Optional.ofNullable(context.getStore(NAMESPACE).remove(Screen.class, Screen.class)).ifPresent(Screen::close);
	}

	private static Browser browser(ExtensionContext context) {
		return context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(Running.class, key -> Running.start(), Running.class)
			.browser();
	}

	/** The browser, which is closed after the last test. */
	private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

		private static Running start() {
			Playwright playwright = Playwright
				.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
			return new Running(playwright,
					playwright.chromium()
						.launch(new LaunchOptions().setExecutablePath(Objects.requireNonNull(CHROMIUM))
							.setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))));
		}

		@Override
		public void close() {
			browser.close();
			playwright.close();
		}

	}

}
