package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.REDEEM;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestKeys;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The page for shops, with a key that may only redeem. */
@SecuredBrowserTest
class RedeemTests {

	private static final int PHONE_WIDTH = 390;

	private static final int PHONE_HEIGHT = 844;

	private final Api api;

	@Autowired
	RedeemTests(Api api) {
		this.api = api;
	}

	@Test
	void aShopSeesThisPageAndNoOther(Screen screen) {
		Page page = screen.signIn("", TestKeys.of(REDEEM));

		assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Redeem a coupon"))).isVisible();
		assertThat(page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK)).hasCount(1);
		assertThat(code(page)).isFocused();
	}

	@Test
	void aScanSaysOkAndThePageIsReadyForTheNext(Screen screen) {
		String code = coupon();
		Page page = phone(screen);
		page.getByLabel("Order (optional)").fill("order-1");
		scan(page, code.toLowerCase(Locale.ROOT));

		assertThat(outcome(page)).containsText("OK");
		assertThat(outcome(page)).containsText(code);
		assertThat(code(page)).isFocused();
		assertThat(code(page)).hasValue("");
		assertThat(page.getByLabel("Order (optional)")).hasValue("");
		assertThat(page.url()).doesNotContainIgnoringCase(code);
		assertThat(read(code).path("redemptionReference").asString()).isEqualTo("order-1");
		screen.isAccessible();
	}

	@Test
	void aCodeThatComesAgainAtOnceGetsNoSecondOk(Screen screen) {
		String code = coupon();
		Page page = phone(screen);
		scan(page, code);
		assertThat(outcome(page)).containsText("OK");
		scan(page, code);

		assertThat(outcome(page)).containsText("Redeemed a moment ago");
		assertThat(outcome(page)).containsText("one coupon, good for one customer");
		assertThat(outcome(page)).not().containsText("OK");
		screen.isAccessible();
	}

	@Test
	void aCodeThatComesAgainLaterIsNoLongerOk(Screen screen) {
		String code = coupon();
		Page page = phone(screen);
		scan(page, code);
		assertThat(outcome(page)).containsText("OK");
		page.clock().setFixedTime(Date.from(Instant.now().plusSeconds(60)));
		scan(page, code);

		assertThat(outcome(page)).containsText("Not valid");
		assertThat(outcome(page)).containsText("by for-redeem (you).");
	}

	@Test
	void anotherScanIsNotLostWhileOneIsUnderWay(Screen screen) {
		String first = coupon();
		String second = coupon();
		Page page = phone(screen);
		scan(page, first);
		scan(page, second);

		assertThat(outcome(page)).containsText(second);
		assertThat(page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(first)))
			.containsText("OK");
	}

	@Test
	void saysWhenAndByWhomACouponWasRedeemedBefore(Screen screen) {
		String code = coupon();
		as(ADMIN, "POST", "/api/v1/coupons/" + code + "/redemption", "{\"reference\": \"order-9\"}");
		Page page = phone(screen);
		scan(page, code);

		assertThat(outcome(page)).containsText("Not valid");
		assertThat(outcome(page)).containsText("Already redeemed at");
		assertThat(outcome(page)).containsText("by for-admin. Order: order-9.");
		assertThat(undo(page)).hasCount(0);
		screen.isAccessible();
	}

	@Test
	void whatTheSameKeyRedeemedElsewhereIsRefusedToo(Screen screen) {
		String code = coupon();
		as(REDEEM, "POST", "/api/v1/coupons/" + code + "/redemption", "{}");
		Page page = phone(screen);
		scan(page, code);

		assertThat(outcome(page)).containsText("Not valid");
		assertThat(outcome(page)).containsText("by for-redeem (you).");
		assertThat(undo(page)).isVisible();
	}

	@Test
	void saysWhyACouponIsNoGood(Screen screen) {
		String code = coupon();
		as(ADMIN, "POST", "/api/v1/coupons/" + code + "/void", "{\"reason\": \"secret of the house\"}");
		Page page = phone(screen);
		scan(page, code);

		assertThat(outcome(page)).containsText("Declared void at");
		assertThat(page.getByText("secret of the house")).hasCount(0);
		scan(page, "NO-SUCH-CODE");
		assertThat(outcome(page)).containsText("No coupon has this code.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://shop.example/c/ABC", "A;B", ".." })
	void aTextThatIsNoCodeIsNoCode(String text, Screen screen) {
		Page page = phone(screen);
		page.getByLabel("Language").selectOption("ko");
		page.getByLabel("쿠폰 코드").fill(text);
		page.keyboard().press("Enter");

		assertThat(outcome(page)).containsText("이 코드의 쿠폰이 없습니다");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 429 })
	void whatWasNotCheckedIsNotCalledInvalid(int status, Screen screen) {
		String code = coupon();
		Page page = phone(screen);
		page.route("**/redemption", route -> route.fulfill(
				new Route.FulfillOptions().setStatus(status).setContentType("application/problem+json").setBody("{}")));
		scan(page, code);
		assertThat(outcome(page)).containsText("Not checked");
		screen.isAccessible();
		page.unroute("**/redemption");
		button(page, "Try again").click();

		assertThat(outcome(page)).containsText("OK");
	}

	@ParameterizedTest
	@CsvSource({ "404, <h1>Not found</h1>, The answer (404) is not one of the service.",
			"408, {\"code\": \"request-timeout\"}, ''", "421, <h1>Misdirected</h1>, The answer (421)" })
	void whatDoesNotSpeakAboutTheCouponIsNotCalledInvalid(int status, String body, String why, Screen screen) {
		String code = coupon();
		Page page = phone(screen);
		page.route("**/redemption", route -> route.fulfill(new Route.FulfillOptions().setStatus(status).setBody(body)));
		scan(page, code);

		assertThat(outcome(page)).containsText("Not certain");
		assertThat(page.getByRole(AriaRole.ALERT)).containsText(why);
		page.unroute("**/redemption");
		button(page, "Try again").click();
		assertThat(outcome(page)).containsText("OK");
	}

	@Test
	void saysThatACodeFitsSeveralCoupons(Screen screen) {
		Page page = phone(screen);
		page.route("**/redemption", route -> route
			.fulfill(new Route.FulfillOptions().setStatus(400).setBody("{\"code\": \"ambiguous-code\"}")));
		scan(page, "12-34");

		assertThat(outcome(page)).containsText("The code fits several coupons.");
	}

	@Test
	void onesOwnMistakeIsUndone(Screen screen) {
		String code = coupon();
		Page page = phone(screen);
		scan(page, code);
		undo(page).click();
		screen.isAccessible();
		button(page, "Yes, undo it").click();

		assertThat(outcome(page)).containsText("Undone");
		assertThat(code(page)).isFocused();
		assertThat(read(code).path("status").asString()).isEqualTo("ISSUED");
		scan(page, code);
		assertThat(outcome(page)).containsText("OK");
	}

	@Test
	void whatIsUndoneAndWhatIsClosedDifferInKoreanToo(Screen screen) {
		Page page = phone(screen);
		page.getByLabel("Language").selectOption("ko");
		page.getByLabel("쿠폰 코드").fill(coupon());
		page.keyboard().press("Enter");
		assertThat(outcome(page)).containsText("사용 완료");
		button(page, "되돌리기").click();
		assertThat(button(page, "예, 취소합니다")).isVisible();
		assertThat(button(page, "취소")).hasCount(0);
		button(page, "닫기").click();

		assertThat(outcome(page)).containsText("사용 완료");
	}

	@Test
	void aLostAnswerIsAskedForAgainAndNothingIsRedeemedTwice(Screen screen) {
		String code = coupon();
		Page page = phone(screen);
		page.route("**/redemption", route -> {
			route.fetch();
			route.abort();
		});
		scan(page, code);
		assertThat(outcome(page)).containsText("Not certain");
		screen.isAccessible();
		page.unroute("**/redemption");
		button(page, "Try again").click();

		assertThat(outcome(page)).containsText("OK");
	}

	@Test
	void whatSomebodyScansIsTextAndNothingElse(Screen screen) {
		Page page = phone(screen);
		scan(page, "<img src=x onerror=alert(1)>");
		assertThat(outcome(page)).containsText("<img src=x onerror=alert(1)>");
		scan(page, "\u202E😀".repeat(200));
		assertThat(outcome(page)).containsText("Not valid");
		screen.isAccessible();
	}

	@Test
	void readsCodesWithTheCameraWhereTheBrowserCan(Screen screen) {
		String code = coupon();
		screen.page().addInitScript("""
				window.BarcodeDetector = class { async detect() { return [{ rawValue: '%s' }]; } };
				navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas').captureStream();
				HTMLMediaElement.prototype.play = async () => {};
				""".formatted(code));
		Page page = phone(screen);
		button(page, "Scan with the camera").click();

		assertThat(outcome(page)).containsText(code);
		assertThat(outcome(page)).containsText("OK");
		screen.isAccessible();
		button(page, "Close the camera").click();
		assertThat(code(page)).isFocused();
	}

	private static Page phone(Screen screen) {
		screen.page().setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
		Page page = screen.signIn("#/redeem", TestKeys.of(REDEEM));
		assertThat(code(page)).isFocused();
		return page;
	}

	/** A scanner types the code and Enter. */
	private static void scan(Page page, String code) {
		code(page).fill(code);
		page.keyboard().press("Enter");
	}

	private static Locator code(Page page) {
		return page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true));
	}

	private static Locator outcome(Page page) {
		return page.getByRole(AriaRole.STATUS);
	}

	private static Locator undo(Page page) {
		return button(page, "Undo").first();
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
	}

	private String coupon() {
		String id = Api.newId();
		as(ADMIN, "POST", "/api/v1/campaigns", Api.settings(id, 1));
		return as(ADMIN, "POST", "/api/v1/campaigns/" + id + "/coupons", "{}").path("code").asString();
	}

	private JsonNode read(String code) {
		return api.request("GET", "/api/v1/coupons/" + code).key(TestKeys.of(ADMIN)).send().json();
	}

	private JsonNode as(Role role, String method, String path, String body) {
		Api.Answer answer = api.request(method, path).key(TestKeys.of(role)).json(body).send();
		assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
		return answer.json();
	}

}
