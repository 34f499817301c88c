package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An upload whose user has to sign in again, because the token has expired. */
@SecuredBrowserTest
class UploadOwnerTests {

	private static final String BATCH = "**/coupons/batch";

	private final Api api;

	private final String id = Api.newId();

	@Autowired
	UploadOwnerTests(Api api) {
		this.api = api;
	}

	@BeforeEach
	void create() {
		api.request("POST", "/api/v1/campaigns").key(TestKeys.of(ADMIN)).json(Api.settings(id, 10)).send();
	}

	@Test
	void theUploadWaitsForItsUser(Screen screen) {
		Page page = expired(screen);
		signIn(page, TestKeys.of(ISSUE));

		assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Stopped"))).isVisible();
		button(page, "Go on").click();
		assertThat(page.getByText("2 of 2 rows are answered.")).isVisible();
	}

	@Test
	void nobodyElseSeesIt(Screen screen) {
		Page page = expired(screen);
		signIn(page, TestKeys.of(ADMIN));

		assertThat(page.getByLabel("Or paste the list")).isVisible();
		assertThat(page.getByText("alice")).hasCount(0);
	}

	/** The page after an upload was refused with 401. */
	private Page expired(Screen screen) {
		Page page = screen.signIn("#/batch/" + id, TestKeys.of(ISSUE));
		page.getByLabel("Or paste the list").fill("alice\nbob");
		button(page, "Read the list").click();
		page.route(BATCH,
				route -> route.fulfill(new Route.FulfillOptions().setStatus(401)
					.setContentType("application/problem+json")
					.setBody("{\"code\":\"unauthenticated\"}")));
		button(page, "Issue the coupons").click();
		page.getByRole(AriaRole.DIALOG).getByText("Issue the coupons").click();
		assertThat(page.getByLabel("API key or access token")).isVisible();
		page.unroute(BATCH);
		return page;
	}

	private static void signIn(Page page, String key) {
		page.getByLabel("API key or access token").fill(key);
		button(page, "Sign in").click();
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
	}

}
