package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.REDEEM;
import static dev.coupon.caller.Role.USER;
import static dev.coupon.caller.Role.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestKeys;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finding coupons and customers, and what can be done with a coupon. */
@SecuredBrowserTest
class CouponsTests {

	private static final JsonMapper JSON = new JsonMapper();

	private final Api api;

	@Autowired
	CouponsTests(Api api) {
		this.api = api;
	}

	@Test
	void aCouponIsVoidedWithAReasonAndThatIsTakenBack(Screen screen) {
		String code = issue(campaign(1), "alice");
		Page page = find(screen, ADMIN, "Code of a coupon", code);
		button(page, "Void").click();
		dialog(page).getByLabel("Reason").fill("Reported as stolen");
		screen.isAccessible();
		dialogButton(page, "Void").click();

		assertThat(page.getByText("The coupon is void.")).isVisible();
		assertThat(event(page, "Declared void")).containsText("for-admin");
		assertThat(event(page, "Declared void")).containsText("Reported as stolen");
		screen.isAccessible();
		button(page, "Take the void back").click();
		dialogButton(page, "Take the void back").click();
		assertThat(event(page, "Void taken back")).isVisible();
		assertThat(button(page, "Void")).isVisible();
	}

	@Test
	void aCouponIsRedeemedForAnOrderAndRolledBack(Screen screen) {
		String code = issue(campaign(1), "alice");
		Page page = find(screen, ADMIN, "Code of a coupon", code.toLowerCase(Locale.ROOT));
		button(page, "Redeem").click();
		dialog(page).getByLabel("Reference").fill("order-1");
		dialogButton(page, "Redeem").dblclick();

		assertThat(page.getByText("The coupon is redeemed.")).isVisible();
		assertThat(event(page, "Redeemed")).containsText("order-1");
		button(page, "Roll back").click();
		dialogButton(page, "Roll back").click();
		assertThat(event(page, "Redemption rolled back")).containsText("order-1");
		assertThat(read(code).path("status").asString()).isEqualTo("ISSUED");
	}

	@Test
	void anActThatComesTooLateSaysSo(Screen screen) {
		String code = issue(campaign(1), "alice");
		Page page = find(screen, ADMIN, "Code of a coupon", code);
		button(page, "Void").click();
		as(REDEEM, "/api/v1/coupons/" + code + "/redemption", "{}");
		dialogButton(page, "Void").click();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("The coupon is redeemed already.");
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("Request");
	}

	@Test
	void whoMayOnlyLookIsOfferedNothingElse(Screen screen) {
		String code = issue(campaign(1), "alice");
		Page page = find(screen, VIEW, "Code of a coupon", code);

		assertThat(event(page, "Issued")).isVisible();
		assertThat(button(page, "Void")).hasCount(0);
		assertThat(button(page, "Redeem")).hasCount(0);
	}

	@Test
	void whoIssuesFindsCustomersButNoCodes(Screen screen) {
		String user = Api.newId();
		String code = issue(campaign(1), user);
		Page page = find(screen, ISSUE, "Customer (user id)", user);

		assertThat(page.getByRole(AriaRole.CELL, new GetByRoleOptions().setName(code))).isVisible();
		assertThat(page.getByLabel("Code of a coupon")).hasCount(0);
	}

	@Test
	void aCustomerSeesTheOwnCouponsAndSearchesForNobody(Screen screen) {
		String code = as(USER, "/api/v1/campaigns/" + campaign(1) + "/coupons", "{}").path("code").asString();
		String other = issue(campaign(1), "somebody-else");
		Page page = screen.signIn("", TestKeys.of(USER));

		assertThat(row(page, code)).isVisible();
		assertThat(row(page, other)).hasCount(0);
		assertThat(page.getByRole(AriaRole.TEXTBOX)).hasCount(0);
		screen.isAccessible();
	}

	@Test
	void anUnknownCodeOrCustomerIsSaid(Screen screen) {
		Page page = find(screen, VIEW, "Code of a coupon", "NO-SUCH-CODE");
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("No coupon has this code.");
		search(page, "Customer (user id)", "nobody-at-all");
		assertThat(page.getByText("This customer has no coupons.")).isVisible();
		screen.isAccessible();
	}

	@Test
	void aCustomerHasTheCouponsOfAllCampaigns(Screen screen) {
		String user = Api.newId();
		String first = campaign(1);
		String used = issue(first, user);
		String second = campaign(1);
		String unused = issue(second, user);
		as(REDEEM, "/api/v1/coupons/" + used + "/redemption", "{}");
		Page page = find(screen, VIEW, "Customer (user id)", user);

		assertThat(row(page, used)).containsText(first);
		assertThat(row(page, unused)).containsText(second);
		page.getByLabel("Status").selectOption("REDEEMED");
		assertThat(row(page, unused)).hasCount(0);
		assertThat(row(page, used)).containsText("Redeemed");
		screen.isAccessible();
		button(page, used).click();
		assertThat(event(page, "Redeemed")).containsText("for-redeem");
		button(page, "Back to the customer’s coupons").click();
		assertThat(row(page, used)).isVisible();
	}

	@Test
	void manyCouponsComeAPageAtATime(Screen screen) {
		String user = Api.newId();
		String campaign = campaign(60);
		for (int i = 0; i < 60; i++) {
			issue(campaign, user);
		}
		Page page = find(screen, VIEW, "Customer (user id)", user);

		assertThat(page.getByText("50 shown, there may be more")).isVisible();
		button(page, "Show more").click();
		assertThat(page.getByText("60 shown, all there are")).isVisible();
		assertThat(button(page, "Show more")).hasCount(0);
	}

	@Test
	void neitherCodesNorUsersGetIntoAddressesOrStorage(Screen screen) {
		String user = Api.newId() + "-secret";
		String code = issue(campaign(1), user);
		Page page = find(screen, ADMIN, "Customer (user id)", user);
		button(page, code).click();
		assertThat(event(page, "Issued")).isVisible();

		assertThat(page.url()).doesNotContain(code, user);
		assertThat(page.evaluate("JSON.stringify({...localStorage, ...sessionStorage}) + document.title").toString())
			.doesNotContain(code, user);
	}

	@Test
	void aStrangeUserIsShownAsItIsAndFound(Screen screen) {
		String user = "<b>\"../" + Api.newId() + "\u202Eevil %2F? " + "😀".repeat(40);
		String code = issue(campaign(1), user);
		Page page = find(screen, ADMIN, "Customer (user id)", user);
		button(page, code).click();

		assertThat(button(page, user)).isVisible();
		screen.isAccessible();
	}

	private static Page find(Screen screen, Role role, String field, String value) {
		Page page = screen.signIn("#/coupons", TestKeys.of(role));
		search(page, field, value);
		return page;
	}

	private static void search(Page page, String field, String value) {
		Locator textbox = page.getByRole(AriaRole.TEXTBOX, new GetByRoleOptions().setName(field));
		textbox.fill(value);
		textbox.press("Enter");
	}

	private static Locator row(Page page, String text) {
		return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
	}

	private static Locator event(Page page, String name) {
		return page.getByRole(AriaRole.ROW)
			.filter(new Locator.FilterOptions()
				.setHas(page.getByRole(AriaRole.CELL, new GetByRoleOptions().setName(name).setExact(true))));
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
	}

	private static Locator dialog(Page page) {
		return page.getByRole(AriaRole.DIALOG);
	}

	private static Locator dialogButton(Page page, String name) {
		return dialog(page).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
	}

	private String campaign(int maxCoupons) {
		String id = Api.newId();
		as(ADMIN, "/api/v1/campaigns", Api.settings(id, maxCoupons));
		return id;
	}

	private String issue(String campaign, String user) {
		return as(ADMIN, "/api/v1/campaigns/" + campaign + "/coupons",
				JSON.createObjectNode().put("userId", user).toString())
			.path("code")
			.asString();
	}

	private JsonNode read(String code) {
		return api.request("GET", "/api/v1/coupons/" + code).key(TestKeys.of(ADMIN)).send().json();
	}

	private JsonNode as(Role role, String path, String body) {
		Api.Answer answer = api.request("POST", path).key(TestKeys.of(role)).json(body).send();
		assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
		return answer.json();
	}

}
