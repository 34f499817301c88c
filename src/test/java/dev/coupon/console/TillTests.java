package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.REDEEM;
import static dev.coupon.console.Elements.button;
import static dev.coupon.console.Elements.field;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestKeys;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * The codes that a shop scans after each other, and the orders that it types for them.
 */
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

	@Test
	void anOrderStaysWithItsCouponThoughTheAnswerWasLost(Screen screen) {
		String code = coupon();
		Page page = till(screen);
		page.route(REDEMPTION, Route::abort);
		order(page).fill("order-17");
		scan(page, code);
		assertThat(outcome(page)).containsText("Not certain");
		page.unroute(REDEMPTION);
		button(page, "Try again").click();

		assertThat(outcome(page)).containsText("OK");
		assertThat(order(page)).hasValue("");
		assertThat(read(code).path("redemptionReference").asString()).isEqualTo("order-17");
	}

	@Test
	void theNextOrderIsTypedWhileACodeIsUnderWay(Screen screen) {
		Page page = till(screen);
		List<Route> held = new CopyOnWriteArrayList<>();
		page.route(REDEMPTION, held::add);
		order(page).fill("order-1");
		scan(page, coupon());
		page.waitForCondition(() -> held.size() == 1);
		order(page).fill("order-2");
		held.getFirst().resume();

		assertThat(outcome(page)).containsText("OK");
		assertThat(order(page)).hasValue("order-2");
		assertThat(order(page)).isFocused();
	}

	@Test
	void aCodeGetsNoOrderOfTheOneBefore(Screen screen) {
		String second = coupon();
		Page page = till(screen);
		List<Route> held = new CopyOnWriteArrayList<>();
		page.route(REDEMPTION, held::add);
		order(page).fill("order-1");
		scan(page, coupon());
		scan(page, second);
		page.waitForCondition(() -> held.size() == 2);
		held.forEach(Route::resume);

		assertThat(outcome(page)).containsText("OK");
		assertThat(outcome(page)).containsText(second);
		assertThat(read(second).has("redemptionReference")).isFalse();
	}

	@Test
	void theOrderOfARefusedCodeIsThereForTheNext(Screen screen) {
		Page page = till(screen);
		order(page).fill("order-3");
		scan(page, "NO-SUCH-CODE");

		assertThat(outcome(page)).containsText("Not valid");
		assertThat(order(page)).hasValue("order-3");
	}

	@Test
	void anEmptyAnswerIsNoOk(Screen screen) {
		Page page = till(screen);
		page.route(REDEMPTION, route -> route.fulfill(new Route.FulfillOptions().setStatus(200)));
		scan(page, coupon());

		assertThat(outcome(page)).containsText("Not certain");
	}

	/** A camera reads on while a dialog is open. */
	@Test
	void theQuestionWhetherToUndoGoesWhenAnotherCodeIsScanned(Screen screen) {
		String second = coupon();
		Page page = till(screen);
		scan(page, coupon());
		button(page, "Undo").click();
		assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
		field(page, "Code").evaluate("(field, code) => { field.value = code; "
				+ "field.dispatchEvent(new Event('input', { bubbles: true })); "
				+ "requestAnimationFrame(() => field.form.requestSubmit()); }", second);

		assertThat(outcome(page)).containsText(second);
		assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
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

	private static Locator order(Page page) {
		return field(page, "Order (optional)");
	}

	private static Locator outcome(Page page) {
		return page.getByRole(AriaRole.STATUS);
	}

	private String coupon() {
		String id = Api.newId();
		asAdmin("/api/v1/campaigns", Api.settings(id, 1));
		return asAdmin("/api/v1/campaigns/" + id + "/coupons", "{}").path("code").asString();
	}

	private JsonNode read(String code) {
		return api.request("GET", "/api/v1/coupons/" + code).key(TestKeys.of(ADMIN)).send().json();
	}

	private JsonNode asAdmin(String path, String body) {
		return api.request("POST", path).key(TestKeys.of(ADMIN)).json(body).send().json();
	}

}
