package dev.coupon.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A page of a fresh browser that shows the console. The test fails if a script fails, if
 * something breaks the content security policy, or if the browser's console has an error.
 */
final class Screen implements AutoCloseable {

	/** The time that tests wait for something to appear, in milliseconds. */
	private static final double PATIENCE = 15_000;

	private final String base;

	private final BrowserContext context;

	private final Page page;

	private final List<String> faults = new ArrayList<>();

	Screen(Browser browser, String base) {
		this.base = base;
		this.context = browser.newContext(new NewContextOptions().setLocale("en-GB")
			.setTimezoneId("Europe/Berlin")
			.setReducedMotion(ReducedMotion.REDUCE)
			.setBaseURL(base));
		this.context.setDefaultTimeout(PATIENCE);
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
		this.page = context.newPage();
		page.onPageError(faults::add);
		page.onConsoleMessage(message -> {
			// The browser reports each answer that is not 2xx, and tests provoke them.
			if (message.type().equals("error") && !message.location().matches(".*/(api|actuator)/.*")) {
				faults.add(message.text() + " at " + message.location());
			}
		});
	}

	Page page() {
		return page;
	}

	/** Opens a page of the console, like {@code #/campaigns}. */
	Page open(String path) {
		page.navigate(base + "/console/" + path);
		page.locator("h1").waitFor();
		return page;
	}

	/** Opens a page of the console, and signs in with the key. */
	Page signIn(String path, String key) {
		open(path);
		page.getByLabel("API key or access token").fill(key);
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
		return page;
	}

	/** Accepts the errors so far, which the test has provoked. */
	void forgetFaults() {
		assertThat(faults).isNotEmpty();
		faults.clear();
	}

	/**
	 * Fails if people with disabilities can't use what is shown, in light or dark. Only
	 * contrast depends on that.
	 */
	void isAccessible() {
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
		assertNoViolations(axe(), "light");
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		assertNoViolations(axe().withRules(List.of("color-contrast")), "dark");
	}

	/**
	 * The checks in the mode that doesn't open a page more, for frames of other sites.
	 */
	private AxeBuilder axe() {
		return new AxeBuilder(page).setLegacyMode(true);
	}

	private static void assertNoViolations(AxeBuilder axe, String scheme) {
		assertThat(axe.analyze().getViolations()).as("accessibility, %s", scheme)
			.extracting(rule -> "%s: %s %s".formatted(rule.getId(), rule.getHelp(),
					rule.getNodes().stream().map(node -> node.getTarget() + " " + node.getFailureSummary()).toList()))
			.isEmpty();
	}

	/** Does something about which the page asks a question, and answers the question. */
	static void answering(Page page, Consumer<Dialog> answer, Runnable action) {
		AtomicBoolean asked = new AtomicBoolean();
		page.onceDialog(dialog -> {
			answer.accept(dialog);
			asked.set(true);
		});
		action.run();
		page.waitForCondition(asked::get);
	}

	@Override
	public void close() {
		context.close();
		assertThat(faults).as("errors in the browser").isEmpty();
	}

}
