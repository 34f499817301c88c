package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Elements.button;
import static dev.coupon.console.Elements.field;
import static dev.coupon.console.Elements.heading;
import static dev.coupon.console.Elements.inDialog;
import static dev.coupon.console.Elements.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of one campaign. */
@BrowserTest
class LiveCampaignTests {

	/** A second in milliseconds, less what timers are early. */
	private static final double SECOND = 999;

	/**
	 * The times of the requests for campaigns, in milliseconds since the page was opened.
	 */
	private static final String STARTS_OF_REQUESTS = "performance.getEntriesByType('resource')"
			+ ".filter(file => file.name.includes('/api/v1/campaigns/')).map(file => file.startTime)";

	private final Api api;

	@Autowired
	LiveCampaignTests(Api api) {
		this.api = api;
	}

	@Test
	void followsWhatIsIssued(Screen screen) {
		String id = api.create(10);
		Page page = screen.open("#/campaigns/" + id);
		assertThat(tile(page, "Issued")).containsText("0 of 10");
		api.issue(id);

		assertThat(tile(page, "Issued")).containsText("1 of 10");
		assertThat(tile(page, "Left")).containsText("9");
		assertThat(tile(page, "Ends in")).containsText("1 Jan 2090");
		assertThat(tile(page, "Sold out in")).not().containsText("–");
		assertThat(page.locator(".chart canvas")).isVisible();
		screen.isAccessible();
	}

	@Test
	void asksAtMostOnceASecond(Screen screen) {
		Page page = screen.open("#/campaigns/" + api.create(10));
		page.waitForFunction("() => (%s).length >= 4".formatted(STARTS_OF_REQUESTS));

		double[] starts = ((List<?>) page.evaluate(STARTS_OF_REQUESTS)).stream()
			.mapToDouble(start -> ((Number) start).doubleValue())
			.toArray();
		assertThat(IntStream.range(1, starts.length).mapToDouble(i -> starts[i] - starts[i - 1]))
			.allMatch(pause -> pause >= SECOND);
	}

	@Test
	void pausesAndResumesWithAReason(Screen screen) {
		String id = api.create(10);
		Page page = screen.open("#/campaigns/" + id);
		button(page, "Pause").click();
		screen.isAccessible();
		field(page, "Reason").fill("Wrong price");
		inDialog(page, "Pause").click();
		assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("Paused");
		button(page, "Resume").click();
		inDialog(page, "Resume").click();

		assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("Active");
		assertThat(api.get("/api/v1/audit?campaignId=" + id).body()).contains("\"reason\":\"Wrong price\"");
	}

	@Test
	void thePlaceOfANoticeIsThereBeforeTheNoticeSoThatItIsReadOut(Screen screen) {
		Page page = screen.open("#/campaigns/" + api.create(10));
		Locator notice = page.getByRole(AriaRole.STATUS).and(page.locator(".done"));
		assertThat(notice).hasCount(1);
		assertThat(notice).isEmpty();
		button(page, "Pause").click();
		inDialog(page, "Pause").click();

		assertThat(notice).hasText("The campaign is paused.");
	}

	@Test
	void raisesTheMaximum(Screen screen) {
		String id = api.create(10);
		Page page = screen.open("#/campaigns/" + id);
		button(page, "Raise the maximum").click();
		page.getByRole(AriaRole.DIALOG).getByLabel("Coupons in all").fill("25");
		inDialog(page, "Raise the maximum").click();

		assertThat(tile(page, "Issued")).containsText("0 of 25");
		assertThat(page.getByText("The maximum is raised.")).isVisible();
	}

	@Test
	void theFocusReturnsWhenADialogIsClosed(Screen screen) {
		Page page = screen.open("#/campaigns/" + api.create(10));
		for (String name : List.of("Raise the maximum", "Extend coupons", "Pause")) {
			button(page, name).click();
			assertThat(inDialog(page, name)).isVisible();
			page.keyboard().press("Escape");
			assertThat(button(page, name)).isFocused();
		}
		button(page, "Pause").click();
		inDialog(page, "Pause").click();

		assertThat(button(page, "Resume")).isVisible();
		assertThat(page.locator("h1")).isFocused();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Pause", "Delete" })
	void aDialogStaysUntilTheServiceHasAnswered(String action, Screen screen) {
		Page page = screen.open("#/campaigns/" + api.create(10));
		List<Route> held = new CopyOnWriteArrayList<>();
		page.route("**/api/v1/campaigns/**", route -> {
			if (route.request().method().equals("GET")) {
				route.resume();
			}
			else {
				held.add(route);
			}
		});
		button(page, action).click();
		inDialog(page, action).click();
		page.waitForCondition(() -> !held.isEmpty());
		assertThat(inDialog(page, "Cancel")).isDisabled();
		page.keyboard().press("Escape");
		page.keyboard().press("Escape");
		assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
		held.getFirst().abort();

		assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.ALERT)).containsText("can’t be reached");
		inDialog(page, "Cancel").click();
		assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
	}

	@Test
	void aDialogBeginsEmptyEachTime(Screen screen) {
		String id = api.create(10);
		api.issue(id);
		Page page = screen.open("#/campaigns/" + id);
		button(page, "Delete").click();
		inDialog(page, "Delete").click();
		page.getByLabel("Delete it although").check();
		field(page, "Reason").fill("The sponsor left");
		inDialog(page, "Cancel").click();
		button(page, "Delete").click();

		assertThat(heading(page, "Delete: " + id)).isVisible();
		assertThat(page.getByLabel("Delete it although")).hasCount(0);
		assertThat(field(page, "Reason")).hasValue("");
	}

	@Test
	void saysThatAllIsGoneAndThatThereIsNoEnd(Screen screen) {
		String id = Api.newId();
		api.post("/api/v1/campaigns", """
				{"id": "%s", "startsAt": "2026-01-01", "endsAt": "9999-12-31", "maxCoupons": 1}""".formatted(id));
		api.issue(id);
		Page page = screen.open("#/campaigns/" + id);

		assertThat(tile(page, "Stock")).containsText("Sold out");
		assertThat(tile(page, "End")).containsText("none");
	}

	@Test
	void aCampaignThatSomebodyElseDeletesIsGone(Screen screen) {
		String id = api.create(10);
		Page page = screen.open("#/campaigns/" + id);
		assertThat(button(page, "Pause")).isVisible();
		api.delete("/api/v1/campaigns/" + id);

		assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
		assertThat(button(page, "Pause")).hasCount(0);
		assertThat(button(page, "Try again")).isVisible();
	}

	@Test
	void extendsCouponsByTheClocksOfTheCampaign(Screen screen) {
		String id = api.create(10, ", \"timeZone\": \"Asia/Seoul\"");
		Page page = screen.open("#/campaigns/" + id);
		button(page, "Extend coupons").click();
		page.getByLabel("Good until (Asia/Seoul)").fill("2095-01-01T09:00");
		inDialog(page, "Extend coupons").click();

		assertThat(page.getByText("Extended to")).isVisible();
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("couponsExtendedTo").asString())
			.isEqualTo("2095-01-01T00:00:00Z");
	}

	@Test
	void anExtensionIntoThePastSaysWhyNot(Screen screen) {
		String id = api.create(10);
		Page page = screen.open("#/campaigns/" + id);
		button(page, "Extend coupons").click();
		page.getByLabel("Good until", new Page.GetByLabelOptions()).fill("2020-01-01T09:00");
		inDialog(page, "Extend coupons").click();

		assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.ALERT)).containsText("later");
	}

	@Test
	void deletesCouponsOfCustomersOnlyOnASecondWord(Screen screen) {
		String id = api.create(10);
		api.issue(id);
		Page page = screen.open("#/campaigns/" + id);
		button(page, "Delete").click();
		inDialog(page, "Delete").click();
		page.getByLabel("Delete it although customers have coupons that are still good").check();
		assertThat(api.get("/api/v1/campaigns/" + id).status()).isEqualTo(200);
		field(page, "Reason").fill("The sponsor left");
		screen.isAccessible();
		inDialog(page, "Delete").click();

		assertThat(heading(page, "Campaign deleted")).isVisible();
		assertThat(page.getByText("Coupons deleted with it: 1.")).isVisible();
		assertThat(api.get("/api/v1/campaigns/" + id).status()).isEqualTo(404);
	}

	@Test
	void countsRefusalsWhenAsked(Screen screen) {
		String id = api.create(1);
		api.issue(id);
		api.post("/api/v1/campaigns/" + id + "/coupons");
		api.post("/api/v1/campaigns/" + id + "/coupons");
		Page page = screen.open("#/campaigns/" + id);
		assertThat(page.getByText("that this instance of the service refused since it was started")).isVisible();
		button(page, "Count refusals").click();

		assertThat(row(page, "All coupons were issued")).containsText("2");
		screen.isAccessible();
	}

	@Test
	void warnsThatCouponsExpireSoon(Screen screen) {
		String id = Api.newId();
		api.post("/api/v1/campaigns", """
				{"id": "%s", "startsAt": "2040-01-01T10:00:00Z", "endsAt": "2040-01-01T10:10:00Z", "maxCoupons": 1}"""
			.formatted(id));
		Page page = screen.open("#/campaigns/" + id);

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("Coupons expire soon!");
		assertThat(tile(page, "Begins in")).isVisible();
	}

	@Test
	void fitsOnAPhone(Screen screen) {
		String id = api.create(100_000_000, ", \"name\": \"" + "Long".repeat(50) + "\"");
		Page page = screen.open("#/campaigns/" + id);
		page.setViewportSize(390, 800);

		assertThat(page.locator(".chart canvas")).isVisible();
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
	}

	@Test
	void saysThatACampaignIsUnknown(Screen screen) {
		Page page = screen.open("#/campaigns/nobody-knows-it");

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("Request");
	}

	private static Locator tile(Page page, String name) {
		return page.locator("dl.tiles > div")
			.filter(new Locator.FilterOptions()
				.setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))));
	}

}
