package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Elements.button;
import static dev.coupon.console.Elements.field;
import static dev.coupon.console.Elements.heading;
import static dev.coupon.console.Elements.link;
import static dev.coupon.console.Elements.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The list of campaigns. */
@BrowserTest
class CampaignListTests {

	private final Api api;

	@Autowired
	CampaignListTests(Api api) {
		this.api = api;
	}

	@Test
	void findsCampaignsByTheBeginningOfTheirNameAndByStatus(Screen screen) {
		String running = api.create(10, ", \"name\": \"Finding Nemo\"");
		String paused = api.create(10, ", \"name\": \"Finding Dory\"");
		api.post("/api/v1/campaigns/" + paused + "/pause");
		String other = api.create(10);

		Page page = screen.open("#/campaigns");
		field(page, "Search by id or name").fill("finding");
		assertThat(row(page, running)).isVisible();
		assertThat(row(page, paused)).containsText("Paused");
		assertThat(row(page, other)).hasCount(0);
		field(page, "Status").selectOption("PAUSED");

		assertThat(row(page, running)).hasCount(0);
		assertThat(row(page, paused)).isVisible();
		screen.isAccessible();
	}

	@Test
	void saysWhatToDoIfNothingFits(Screen screen) {
		api.create(1);
		Page page = screen.open("#/campaigns");
		field(page, "Search by id or name").fill("no campaign begins like this");

		assertThat(page.getByText("Shorten the search, or choose another status.")).isVisible();
	}

	@Test
	void showsMoreThanOnePage(Screen screen) {
		String prefix = "page-" + Api.newId() + "-";
		for (int i = 100; i < 160; i++) {
			api.post("/api/v1/campaigns", Api.settings(prefix + i, 1));
		}

		Page page = screen.open("#/campaigns");
		page.waitForResponse("**/campaigns?*q=*", () -> field(page, "Search by id or name").fill(prefix));
		assertThat(row(page, prefix)).hasCount(50);
		button(page, "Show more").click();

		assertThat(row(page, prefix)).hasCount(60);
		assertThat(button(page, "Show more")).hasCount(0);
	}

	@Test
	void mixesNoFurtherPageIntoTheResultsOfAnotherSearch(Screen screen) {
		for (int i = 0; i < 51; i++) {
			api.create(1);
		}
		String id = api.create(10);
		Page page = screen.page();
		List<Request> givenUp = new ArrayList<>();
		page.onRequestFailed(givenUp::add);
		page.route("**/campaigns?*after=*", route -> {
			// The further page never arrives.
		});
		screen.open("#/campaigns");
		button(page, "Show more").click();
		field(page, "Search by id or name").fill(id);

		assertThat(page.getByText("1 shown", new Page.GetByTextOptions().setExact(true))).isVisible();
		page.waitForCondition(() -> givenUp.size() == 1);
		assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
	}

	@Test
	void showsDatesByTheClocksOfTheCampaign(Screen screen) {
		String id = Api.newId();
		api.post("/api/v1/campaigns", """
				{"id": "%s", "startsAt": "2026-11-27T10:00:00", "endsAt": "9999-12-31", "timeZone": "Asia/Seoul",
				 "maxCoupons": 1}""".formatted(id));

		Page page = screen.open("#/campaigns");
		field(page, "Search by id or name").fill(id);

		Locator campaign = row(page, id).first();
		assertThat(campaign).containsText("27 Nov 2026, 10:00");
		assertThat(campaign).containsText("Asia/Seoul");
		assertThat(campaign).containsText("no end");
	}

	@Test
	void keepsTheSearchForThoseWhoComeBack(Screen screen) {
		String id = api.create(10);
		Page page = screen.open("#/campaigns");
		field(page, "Search by id or name").fill(id);
		field(page, "Status").selectOption("ACTIVE");
		link(page, id).click();
		assertThat(heading(page, id)).isVisible();
		page.goBack();

		assertThat(field(page, "Search by id or name")).hasValue(id);
		assertThat(field(page, "Status")).hasValue("ACTIVE");
		api.issue(id);
		button(page, "Refresh").click();
		assertThat(row(page, id)).containsText("1 of 10");
	}

	@Test
	void showsHostileNamesAsTheText(Screen screen) {
		String name = "<img src=x onerror=alert(1)> \u202Egnp.exe " + "\uD83C\uDF89".repeat(50);
		String id = api.create(10, ", \"name\": \"" + name + "\"");

		Page page = screen.open("#/campaigns");
		field(page, "Search by id or name").fill("<img src=x");
		link(page, name).click();

		assertThat(heading(page, name)).isVisible();
		assertThat(page.getByText(id, new Page.GetByTextOptions().setExact(true))).isVisible();
		assertThat(page.locator("main img")).hasCount(0);
		screen.isAccessible();
	}

}
