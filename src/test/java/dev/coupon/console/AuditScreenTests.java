package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestKeys;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The audit, the feed, and the system in the console, with keys. */
@SecuredBrowserTest
class AuditScreenTests {

	private final Api api;

	@Autowired
	AuditScreenTests(Api api) {
		this.api = api;
	}

	@Test
	void tellsWhoDidWhatAndWhy(Screen screen) {
		String id = create();
		asAdmin("PATCH", "/api/v1/campaigns/" + id, "{\"maxCoupons\": 20}");
		asAdmin("POST", "/api/v1/campaigns/" + id + "/pause", "{\"reason\": \"<b>The shop</b> is down\"}");

		Page page = screen.signIn("#/audit", TestKeys.of(Role.VIEW));
		page.getByLabel("Only this campaign").fill(id);
		Elements.button(page, "Show").click();

		assertThat(Elements.row(page, "Paused", "<b>The shop</b> is down")).containsText("for-admin");
		assertThat(Elements.row(page, "Settings changed")).containsText("Coupons: 10 → changed to 20");
		assertThat(Elements.row(page, "Campaign created")).hasCount(1);
		page.locator("summary").first().click();
		assertThat(Elements.row(page, "Campaign created")).containsText("Capitals and digits that can’t be mistaken");
		assertThat(Elements.row(page, "Campaign created")).not().containsText("{");
		screen.isAccessible();
	}

	@Test
	void tellsHowManyCodesWereImported(Screen screen) {
		String id = Api.newId();
		asAdmin("POST", "/api/v1/campaigns", Api.importing(id, ""));
		api.request("POST", "/api/v1/campaigns/" + id + "/codes")
			.key(TestKeys.of(Role.ADMIN))
			.header("Content-Type", "text/csv")
			.body(id + "-A\n" + id + "-B")
			.send();

		Page page = screen.signIn("#/audit/" + id, TestKeys.of(Role.VIEW));
		assertThat(Elements.row(page, "Codes imported")).containsText("Imported codes: 0 → changed to 2");
		assertThat(Elements.row(page, "Codes imported")).containsText("Codes not issued: 0 → changed to 2");
		page.getByLabel("Language").selectOption("ko");
		assertThat(Elements.row(page, "코드 가져오기")).containsText("미발급 코드");
	}

	@Test
	void showsOlderEntriesBelow(Screen screen) {
		String id = create();
		for (int i = 0; i < 30; i++) {
			asAdmin("POST", "/api/v1/campaigns/" + id + "/pause", "{}");
			asAdmin("POST", "/api/v1/campaigns/" + id + "/resume", "{}");
		}

		Page page = screen.signIn("#/audit/" + id, TestKeys.of(Role.VIEW));
		assertThat(page.getByRole(AriaRole.ROW)).hasCount(51);
		Elements.button(page, "Show more").click();

		assertThat(page.getByRole(AriaRole.ROW)).hasCount(62);
		assertThat(Elements.button(page, "Show more")).hasCount(0);
		screen.page().getByLabel("Only this campaign").fill("nobody-knows-it");
		Elements.button(page, "Show").click();
		assertThat(page.getByText("Nothing was done with a campaign of this id")).isVisible();
	}

	@Test
	void readsTheFeed(Screen screen) {
		String id = create();

		Page page = screen.signIn("#/events", TestKeys.of(Role.VIEW));
		page.getByLabel("Only this campaign").fill(id);
		page.getByLabel("Only this type").selectOption("Campaign created");

		assertThat(page.getByRole(AriaRole.ROW)).hasCount(2);
		page.locator("summary").click();
		assertThat(page.locator("pre")).containsText("\"maxCoupons\": 10");
		Elements.button(page, "Show more").click();
		assertThat(page.getByText("These are all until now.")).isVisible();
		screen.isAccessible();
	}

	@Test
	void offersWhatTheRoleMayDo(Screen screen) {
		Page page = screen.signIn("", TestKeys.of(Role.VIEW));
		Locator menu = page.getByRole(AriaRole.NAVIGATION);
		assertThat(menu).containsText("Audit");
		List.of("Reports", "Exports", "Events", "System").forEach(name -> assertThat(menu).containsText(name));
		assertThat(menu).not().containsText("Webhooks");

		Elements.button(page, "Sign out").click();
		screen.signIn("", TestKeys.of(Role.ADMIN));
		assertThat(menu).containsText("Webhooks");

		Elements.button(page, "Sign out").click();
		screen.signIn("", TestKeys.of(Role.REDEEM));
		assertThat(page.getByText("Signed in as for-redeem")).isVisible();
		List.of("Reports", "Exports", "Audit", "Events", "Webhooks", "System")
			.forEach(name -> assertThat(Elements.link(page, name)).hasCount(0));
	}

	@Test
	void showsThePartsOfTheHealthToThoseWhoMonitor(Screen screen) {
		Page page = screen.signIn("#/system", TestKeys.of(Role.MONITOR));

		assertThat(page.getByText("All is well").first()).isVisible();
		assertThat(page.getByText("store", new Page.GetByTextOptions().setExact(true))).isVisible();
		assertThat(page.getByText("MONITOR: health and metrics")).isVisible();
		assertThat(Elements.heading(page, "Service")).hasCount(0);
		screen.isAccessible();
	}

	@Test
	void theSessionGoesOnWhereAProxyAsksForAPasswordForTheHealth(Screen screen) {
		screen.page().route("**/actuator/health", route -> route.fulfill(new FulfillOptions().setStatus(401)));
		Page page = screen.signIn("#/system", TestKeys.of(Role.MONITOR));

		assertThat(page.getByText("Health can’t be read from here.")).isVisible();
		assertThat(page.getByText("Signed in as for-monitor")).isVisible();
		assertThat(page.getByText("MONITOR: health and metrics")).isVisible();
	}

	private String create() {
		String id = Api.newId();
		asAdmin("POST", "/api/v1/campaigns", Api.settings(id, 10));
		return id;
	}

	private void asAdmin(String method, String path, String json) {
		api.request(method, path).key(TestKeys.of(Role.ADMIN)).json(json).send();
	}

}
