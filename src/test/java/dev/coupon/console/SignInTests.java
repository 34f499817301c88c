package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.caller.Role;
import dev.coupon.testing.TestKeys;
import org.junit.jupiter.api.Test;

/** Who gets into the console, and what a key is good for. */
@SecuredBrowserTest
class SignInTests {

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

	private static Locator heading(Page page, String name) {
		return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
	}

}
