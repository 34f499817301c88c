package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Elements.button;
import static dev.coupon.console.Elements.field;
import static dev.coupon.console.Elements.heading;
import static dev.coupon.console.Elements.link;
import static dev.coupon.console.Screen.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The form of a campaign that is changed. */
@BrowserTest
class CampaignEditTests {

	private final Api api;

	@Autowired
	CampaignEditTests(Api api) {
		this.api = api;
	}

	@Test
	void sendsOnlyWhatWasChanged(Screen screen) {
		String id = api.create(10, ", \"name\": \"Old\", \"metadata\": {\"owner\": \"sales\", \"shop\": \"7\"}");
		Page page = screen.open("#/campaigns/" + id + "/edit");
		assertThat(button(page, "Save")).isDisabled();
		field(page, "Name").fill("New");
		button(page, "Remove note 1").click();
		Request sent = page.waitForRequest(request -> request.method().equals("PATCH"),
				() -> button(page, "Save").click());

		assertThat(heading(page, "New")).isVisible();
		assertThat(sent.postData()).isEqualTo("{\"name\":\"New\",\"metadata\":{\"owner\":null}}");
		assertThat(sent.headerValue("If-Match")).isNotNull();
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("metadata").toString()).isEqualTo("{\"shop\":\"7\"}");
	}

	@Test
	void asksBeforeChangesAreLost(Screen screen) {
		String id = api.create(10);
		Page page = screen.open("#/campaigns/" + id + "/edit");
		field(page, "Name").fill("New");
		answering(page, Dialog::dismiss, () -> link(page, "Coupons").click());
		assertThat(field(page, "Name")).hasValue("New");
		answering(page, Dialog::accept, () -> link(page, "Coupons").click());
		assertThat(heading(page, "Coupons")).isVisible();
	}

	@Test
	void aChangeThatIsSavedLateLeavesTheUserOnTheNextPage(Screen screen) {
		String id = api.create(10);
		String other = api.create(10, ", \"name\": \"Other\"");
		Page page = screen.open("#/campaigns/" + id + "/edit");
		field(page, "Name").fill("New");
		List<Route> held = new CopyOnWriteArrayList<>();
		page.route("**/api/v1/campaigns/" + id, held::add);
		button(page, "Save").click();
		page.waitForCondition(() -> !held.isEmpty());
		answering(page, Dialog::accept, () -> link(page, "Webhooks").click());
		screen.open("#/campaigns/" + other + "/edit");
		field(page, "Name").fill("Next");
		page.waitForResponse("**/api/v1/campaigns/" + id, held.getFirst()::resume).finished();
		page.evaluate("() => new Promise((done) => setTimeout(done))");
		answering(page, Dialog::dismiss, () -> link(page, "Coupons").click());

		assertThat(field(page, "Name")).hasValue("Next");
		link(page, "Cancel").click();
		assertThat(heading(page, "Other")).isVisible();
		assertThat(page.getByText("The changes are saved.")).hasCount(0);
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("name").asString()).isEqualTo("New");
	}

	@Test
	void leavesWithoutAQuestionIfTheUserGivesUp(Screen screen) {
		String id = api.create(10, ", \"name\": \"Old\"");
		Page page = screen.open("#/campaigns/" + id + "/edit");
		field(page, "Name").fill("New");
		link(page, "Cancel").click();

		assertThat(heading(page, "Old")).isVisible();
	}

	@Test
	void nobodysChangeIsLostIfTwoChangeTheSame(Screen screen) {
		String id = api.create(10, ", \"name\": \"Old\"");
		Page page = screen.open("#/campaigns/" + id + "/edit");
		field(page, "Name").fill("Mine");
		field(page, "Coupons in all").fill("30");
		api.patch("/api/v1/campaigns/" + id, "{\"maxCoupons\": 20, \"perUserLimit\": 2}");
		button(page, "Save").click();

		assertThat(heading(page, "Somebody else changed this campaign meanwhile")).isFocused();
		assertThat(heading(page, "Somebody else changed this campaign meanwhile")).isInViewport();
		assertThat(page.getByText("as the table above shows: Coupons in all, Coupons for each user")).isVisible();
		Locator number = page.getByRole(AriaRole.ROW)
			.filter(new Locator.FilterOptions().setHas(page.getByRole(AriaRole.ROWHEADER,
					new Page.GetByRoleOptions().setName("Coupons in all").setExact(true))));
		assertThat(number).containsText("10");
		assertThat(number).containsText("20");
		assertThat(number).containsText("30");
		assertThat(field(page, "Coupons for each user")).hasValue("2");
		screen.isAccessible();
		button(page, "Take what is there now: Coupons in all").click();
		button(page, "Save").click();

		assertThat(heading(page, "Mine")).isVisible();
		JsonNode campaign = api.get("/api/v1/campaigns/" + id).json();
		assertThat(campaign.path("name").asString()).isEqualTo("Mine");
		assertThat(campaign.path("maxCoupons").asInt()).isEqualTo(20);
		assertThat(campaign.path("perUserLimit").asInt()).isEqualTo(2);
	}

	@Test
	void changesACampaignThatLastsForEverAsAnyOther(Screen screen) {
		String id = Api.newId();
		api.post("/api/v1/campaigns", """
				{"id": "%s", "startsAt": "2026-01-01", "endsAt": "9999-12-31", "couponsExpireAt": "9999-12-31",
				 "timeZone": "Asia/Seoul", "maxCoupons": 10}""".formatted(id));
		Page page = screen.open("#/campaigns/" + id + "/edit");
		assertThat(field(page, "Has no end")).isChecked();
		field(page, "Name").fill("For ever");
		assertThat(page.getByText("Possible codes")).isVisible();
		button(page, "Save").click();

		assertThat(heading(page, "For ever")).isVisible();
	}

	@Test
	void aChangeDoesNotCountTheCodesOfTheCampaignTwice(Screen screen) {
		String id = api.create(800,
				", \"codeFormat\": {\"charset\": \"NUMERIC\", \"prefix\": \"TWICE-\", \"length\": 6}");
		Page page = screen.open("#/campaigns/" + id + "/edit");
		Response trial = page.waitForResponse("**/api/v1/campaigns?dryRun=true", () -> field(page, "Name").fill("New"));
		assertThat(trial.status()).isEqualTo(409);

		assertThat(page.getByText("There is no preview of this change.")).isVisible();
		assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
		button(page, "Save").click();
		assertThat(heading(page, "New")).isVisible();
		assertThat(page.getByText("The changes are saved.")).isVisible();
	}

	@Test
	void moreCouponsThanTheFixedCodesAllowAreMarked(Screen screen) {
		String id = api.create(100,
				", \"codeFormat\": {\"charset\": \"NUMERIC\", \"prefix\": \"FEW-\", \"length\": 6}");
		Page page = screen.open("#/campaigns/" + id + "/edit");
		field(page, "Coupons in all").fill("5000");
		assertThat(page.getByText("see the marked fields")).isVisible();
		assertThat(field(page, "Coupons in all")).hasAccessibleDescription(Pattern.compile("too few codes"));
		button(page, "Save").click();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("They are marked in the form above.");
		assertThat(field(page, "Coupons in all")).hasAccessibleDescription(Pattern.compile("at most 1000 coupons"));
		assertThat(field(page, "Coupons in all")).isFocused();
		screen.isAccessible();
	}

	@Test
	void aFaultThatNoFieldShowsIsListed(Screen screen) {
		String id = api.create(10);
		Page page = screen.open("#/campaigns/" + id + "/edit");
		page.route("**/api/v1/campaigns/" + id,
				route -> route.fulfill(new FulfillOptions().setStatus(400)
					.setContentType("application/problem+json")
					.setBody("{\"code\": \"invalid-request\", \"errors\": ["
							+ "{\"pointer\": \"/newer\", \"detail\": \"is newer than the console\"}]}")));
		field(page, "Name").fill("New");
		button(page, "Save").click();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("/newer is newer than the console");
		assertThat(page.getByText("They are marked")).hasCount(0);
	}

	@Test
	void aRefusedChangeSaysWhy(Screen screen) {
		String id = api.create(10);
		api.issue(id);
		api.issue(id);
		Page page = screen.open("#/campaigns/" + id + "/edit");
		field(page, "Coupons in all").fill("1");
		button(page, "Save").click();

		assertThat(page.getByRole(AriaRole.ALERT).last()).containsText("Request");
		assertThat(field(page, "Coupons in all")).hasValue("1");
	}

}
