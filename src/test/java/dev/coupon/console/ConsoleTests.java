package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The frame of the console, and the list of campaigns. */
@BrowserTest
class ConsoleTests {

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

		assertThat(page.getByRole(AriaRole.ROW)
			.filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(id))).containsText("1 of 10");
		screen.isAccessible();
	}

	@Test
	void speaksKorean(Screen screen) {
		Page page = screen.open("");
		page.getByLabel("Language").selectOption("ko");

		assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("캠페인"))).isVisible();
	}

}
