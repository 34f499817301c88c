package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Elements.button;
import static dev.coupon.console.Elements.heading;
import static dev.coupon.console.Elements.link;
import static dev.coupon.console.Elements.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import dev.coupon.testing.Api;
import dev.coupon.web.problem.Problem;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The frame of the console, and the list of campaigns. */
@BrowserTest
class ConsoleTests {

	/** The bytes that a browser may load before it shows the first screen. */
	private static final long FIRST_VIEW = 200_000;

	private final Api api;

	@Autowired
	ConsoleTests(Api api) {
		this.api = api;
	}

	@Test
	void listsCampaigns(Screen screen) {
		String id = api.create(10);
		api.issue(id);

		Page page = screen.open("");
		page.getByLabel("Search by id or name").fill(id);

		assertThat(row(page, id)).containsText("1 of 10");
		screen.isAccessible();
	}

	@Test
	void transfersLittleForTheFirstView(Screen screen) {
		AtomicLong transferred = new AtomicLong();
		CDPSession network = screen.page().context().newCDPSession(screen.page());
		network.on("Network.loadingFinished",
				loaded -> transferred.addAndGet(loaded.get("encodedDataLength").getAsLong()));
		network.send("Network.enable");
		Page page = screen.open("");
		page.waitForLoadState(LoadState.NETWORKIDLE);

		assertThat(heading(page, "Campaigns")).isVisible();
		assertThat(transferred.get()).isBetween(50_000L, FIRST_VIEW);
	}

	@Test
	void hasNoPageForAnAddressThatItDoesNotKnow(Screen screen) {
		Page page = screen.open("#/nowhere");

		assertThat(heading(page, "No such page")).isFocused();
		screen.isAccessible();
		link(page, "To the first page").click();
		assertThat(heading(page, "Campaigns")).isVisible();
	}

	@Test
	void saysThatAScreenCouldNotBeLoadedAndLoadsItAgain(Screen screen) {
		Page page = screen.open("");
		page.route("**/screens/system.js", route -> route.abort());
		link(page, "System").click();
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("The service can’t be reached");
		page.unroute("**/screens/system.js");
		button(page, "Try again").click();

		assertThat(heading(page, "System")).isVisible();
		screen.forgetFaults();
	}

	@ParameterizedTest
	@EnumSource
	void hasKoreanWordsForEachProblem(Problem problem) {
		assertThat(problemWords()).contains("  'problem." + problem.code() + "': '");
	}

	private String problemWords() {
		String words = api.get("/console/core/problem-words.js").body();
		return words.substring(words.indexOf("  ko: {"));
	}

	@Test
	void speaksKorean(Screen screen) {
		Page page = screen.open("");
		page.getByLabel("Language").selectOption("ko");

		assertThat(heading(page, "캠페인")).isVisible();
	}

}
