package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.REDEEM;
import static dev.coupon.console.Elements.field;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestKeys;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The codes that a shop scans after each other. */
@SecuredBrowserTest
class TillTests {

	private static final String REDEMPTION = "**/redemption";

	private final Api api;

	@Autowired
	TillTests(Api api) {
		this.api = api;
	}

	@Test
	void anEarlierCodeThatIsScannedAgainIsTheOneThatIsShown(Screen screen) {
		String first = coupon();
		Page page = till(screen);
		page.route(REDEMPTION, route -> {
			route.fetch();
			route.abort();
		});
		scan(page, first);
		assertThat(outcome(page)).containsText("Not certain");
		page.unroute(REDEMPTION);
		scan(page, coupon());
		assertThat(outcome(page)).containsText("OK");
		scan(page, first);

		assertThat(outcome(page)).containsText(first);
		assertThat(outcome(page)).containsText("OK");
		assertThat(page.locator("main").getByRole(AriaRole.LISTITEM)).hasCount(1);
	}

	@Test
	void anEarlierCodeThatComesAgainAtOnceGetsNoSecondOk(Screen screen) {
		String first = coupon();
		Page page = till(screen);
		page.clock().setFixedTime(Date.from(Instant.now()));
		scan(page, first);
		assertThat(outcome(page)).containsText("OK");
		String second = coupon();
		scan(page, second);
		assertThat(outcome(page)).containsText(second);
		assertThat(outcome(page)).containsText("OK");
		scan(page, first);

		assertThat(outcome(page)).containsText("Redeemed a moment ago");
		assertThat(outcome(page)).containsText(first);
	}

	private static Page till(Screen screen) {
		Page page = screen.signIn("#/redeem", TestKeys.of(REDEEM));
		assertThat(field(page, "Code")).isFocused();
		return page;
	}

	/** A scanner types the code and Enter. */
	private static void scan(Page page, String code) {
		field(page, "Code").fill(code);
		page.keyboard().press("Enter");
	}

	private static Locator outcome(Page page) {
		return page.getByRole(AriaRole.STATUS);
	}

	private String coupon() {
		String id = Api.newId();
		asAdmin("/api/v1/campaigns", Api.settings(id, 1));
		return asAdmin("/api/v1/campaigns/" + id + "/coupons", "{}").path("code").asString();
	}

	private JsonNode asAdmin(String path, String body) {
		return api.request("POST", path).key(TestKeys.of(ADMIN)).json(body).send().json();
	}

}
