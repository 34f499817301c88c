package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Elements.heading;
import static dev.coupon.console.Elements.link;
import static dev.coupon.console.Elements.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestKeys;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Signing in to the console with keys of each role. */
@SecuredBrowserTest
class SignInTests {

	private final Api api;

	@Autowired
	SignInTests(Api api) {
		this.api = api;
	}

	@Test
	void nobodySeesAnythingWithoutAKey(Screen screen) {
		Page page = screen.open("#/campaigns");

		assertThat(heading(page, "Sign in")).isVisible();
		assertThat(page.getByRole(AriaRole.NAVIGATION)).hasCount(0);
		screen.isAccessible();
	}

	@Test
	void theKeyIsKeptInThisTabOnlyAndNeverShown(Screen screen) {
		Page page = screen.signIn("", TestKeys.of(Role.ADMIN));

		page.reload();
		assertThat(heading(page, "Campaigns")).isVisible();
		assertThat(page.getByText("Signed in as for-admin")).isVisible();
		assertThat(page.evaluate("JSON.stringify(localStorage) + location.href + document.cookie").toString())
			.doesNotContain("coupon_");
		Page other = page.context().newPage();
		other.navigate(page.url());
		assertThat(heading(other, "Sign in")).isVisible();
	}

	@Test
	void aWrongKeyIsRefusedWithTheReason(Screen screen) {
		Page page = screen.signIn("", TestKeys.UNKNOWN);

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("The key is unknown");
		assertThat(heading(page, "Sign in")).isVisible();
		assertThat(page.evaluate("sessionStorage.length").toString()).isEqualTo("0");
		screen.isAccessible();
	}

	@Test
	void afterSigningOutTheKeyIsForgotten(Screen screen) {
		Page page = screen.signIn("", TestKeys.of(Role.VIEW));
		page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign out")).click();

		assertThat(heading(page, "Sign in")).isVisible();
		page.reload();
		assertThat(heading(page, "Sign in")).isVisible();
	}

	@Test
	void aKeyForViewIsOfferedNothingThatItCantDo(Screen screen) {
		String id = create();
		Page page = screen.signIn("#/campaigns", TestKeys.of(Role.VIEW));
		assertThat(row(page, id)).isVisible();
		assertThat(link(page, "New campaign")).hasCount(0);
		link(page, id).click();

		assertThat(link(page, "Report")).isVisible();
		assertThat(link(page, "Change")).hasCount(0);
		assertThat(page.locator("main .toolbar").getByRole(AriaRole.BUTTON)).hasCount(0);
		page.navigate(page.url().replaceFirst("#.*", "#/new"));
		assertThat(page.getByText("There is no such page")).isVisible();
	}

	@Test
	void aKeyForIssueCanOpenACampaignThoughNotListThem(Screen screen) {
		String id = create();
		Page page = screen.signIn("#/campaigns", TestKeys.of(Role.ISSUE));
		page.getByLabel("Id of the campaign").fill(id);
		page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Open")).click();

		assertThat(page.getByText("0 of 7")).isVisible();
		assertThat(link(page, "Report")).hasCount(0);
		assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
	}

	private String create() {
		String id = Api.newId();
		assertThat(api.request("POST", "/api/v1/campaigns")
			.key(TestKeys.of(Role.ADMIN))
			.json(Api.settings(id, 7))
			.send()
			.status()).isEqualTo(201);
		return id;
	}

}
