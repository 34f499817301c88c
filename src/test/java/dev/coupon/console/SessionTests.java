package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.MONITOR;
import static dev.coupon.caller.Role.REDEEM;
import static dev.coupon.console.Elements.button;
import static dev.coupon.console.Elements.field;
import static dev.coupon.console.Elements.heading;
import static dev.coupon.console.Elements.link;
import static dev.coupon.console.Screen.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The work of a user whose session ends, or after whom somebody else signs in. */
@SecuredBrowserTest
class SessionTests {

	private static final String BATCH = "**/coupons/batch";

	private final Api api;

	@Autowired
	SessionTests(Api api) {
		this.api = api;
	}

	@Test
	void signingOutAsksWhileCouponsAreBeingIssuedAndThenStopsThat(Screen screen) {
		Page page = screen.signIn("#/batch/" + create(5_000), TestKeys.of(ISSUE));
		page.getByLabel("File")
			.setInputFiles(new FilePayload("list.csv", "text/csv", users(3_000).getBytes(StandardCharsets.UTF_8)));
		List<String> keys = new CopyOnWriteArrayList<>();
		List<Route> held = new CopyOnWriteArrayList<>();
		page.onRequest(request -> keep(request, keys));
		page.route(BATCH, held::add);
		button(page, "Issue the coupons").click();
		Elements.inDialog(page, "Issue the coupons").click();
		assertThat(heading(page, "Coupons are being issued")).isVisible();

		answering(page, Dialog::dismiss, () -> button(page, "Sign out").click());
		assertThat(heading(page, "Coupons are being issued")).isVisible();
		answering(page, Dialog::accept, () -> button(page, "Sign out").click());
		enter(page, TestKeys.of(ADMIN));
		assertThat(heading(page, "Campaigns")).isVisible();
		page.unroute(BATCH);
		link(page, "Many at once").click();

		assertThat(page.getByLabel("Or paste the list")).isVisible();
		assertThat(keys).containsOnly("Bearer " + TestKeys.of(ISSUE));
	}

	@Test
	void whatWasEnteredIsKeptWhenTheSessionEnds(Screen screen) {
		Page page = screen.signIn("#/new", TestKeys.of(ADMIN));
		field(page, "Name").fill("Half a campaign");
		refuse(page, "**/api/v1/campaigns?dryRun=true");
		field(page, "Begins").fill("2030-06-01T10:00");
		field(page, "Ends").fill("2030-07-01T10:00");
		field(page, "Coupons in all").fill("100");

		assertThat(heading(page, "Sign in")).isVisible();
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("The service no longer accepts your key.");
		assertThat(field(page, "Name")).isHidden();
		screen.isAccessible();
		page.unroute("**/api/v1/campaigns?dryRun=true");
		enter(page, TestKeys.of(ADMIN));

		assertThat(field(page, "Name")).hasValue("Half a campaign");
		assertThat(field(page, "Coupons in all")).hasValue("100");
		assertThat(page.getByText("Possible codes")).isVisible();
		assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
	}

	@Test
	void nobodyElseGetsWhatWasEntered(Screen screen) {
		Page page = screen.signIn("#/new", TestKeys.of(ADMIN));
		field(page, "Name").fill("Half a campaign");
		refuse(page, "**/api/v1/campaigns?dryRun=true");
		field(page, "Begins").fill("2030-06-01T10:00");
		field(page, "Ends").fill("2030-07-01T10:00");
		field(page, "Coupons in all").fill("100");
		enter(page, TestKeys.of(MONITOR));

		assertThat(heading(page, "No such page")).isVisible();
		assertThat(page.getByText("Half a campaign")).hasCount(0);
		assertThat(page.locator("input")).hasCount(0);
	}

	@Test
	void aShopKeepsTheCodeThatItHasSent(Screen screen) {
		Page page = screen.signIn("#/redeem", TestKeys.of(REDEEM));
		refuse(page, "**/redemption");
		field(page, "Code").fill("SOME-CODE");
		page.keyboard().press("Enter");
		assertThat(heading(page, "Sign in")).isVisible();
		page.unroute("**/redemption");
		enter(page, TestKeys.of(REDEEM));

		assertThat(page.getByRole(AriaRole.STATUS)).containsText("Not checked");
		assertThat(page.getByRole(AriaRole.STATUS)).containsText("SOME-CODE");
		button(page, "Try again").click();
		assertThat(page.getByRole(AriaRole.STATUS)).containsText("No coupon has this code");
	}

	@Test
	void aLateRefusalOfTheFormerUserDoesNotSignOutTheNext(Screen screen) {
		Page page = screen.signIn("#/campaigns", TestKeys.of(ADMIN));
		assertThat(heading(page, "Campaigns")).isVisible();
		page.evaluate("""
				const send = window.fetch;
				window.fetch = (url, options) => String(url).endsWith('/webhooks')
				  ? new Promise((answer) => window.late.push(() => answer(new Response('{}', { status: 401 }))))
				  : send(url, options);
				window.late = [];""");
		link(page, "Webhooks").click();
		assertThat(heading(page, "Webhooks")).isVisible();
		button(page, "Sign out").click();
		enter(page, TestKeys.of(ISSUE));
		assertThat(page.getByText("Signed in as for-issue")).isVisible();
		page.evaluate("window.late.forEach((answer) => answer())");
		page.evaluate("() => new Promise((done) => setTimeout(done))");

		assertThat(page.getByText("Signed in as for-issue")).isVisible();
		assertThat(page.evaluate("sessionStorage.getItem('key')")).isEqualTo(TestKeys.of(ISSUE));
	}

	@Test
	void theNextUserBeginsAtTheFirstPage(Screen screen) {
		Page page = screen.signIn("#/webhooks", TestKeys.of(ADMIN));
		assertThat(heading(page, "Webhooks")).isVisible();
		button(page, "Sign out").click();
		enter(page, TestKeys.of(MONITOR));

		assertThat(heading(page, "System")).isVisible();
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 500 })
	void aServiceThatFailsAtTheStartCanBeAskedAgain(int status, Screen screen) {
		Page page = screen.signIn("", TestKeys.of(ADMIN));
		assertThat(heading(page, "Campaigns")).isVisible();
		page.route("**/api/v1/me", route -> route
			.fulfill(new FulfillOptions().setStatus(status).setContentType("text/html").setBody("<h1>Sorry</h1>")));
		page.reload();
		assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
		assertThat(button(page, "Sign out")).isVisible();
		screen.isAccessible();
		page.unroute("**/api/v1/me");
		button(page, "Try again").click();

		assertThat(heading(page, "Campaigns")).isVisible();
	}

	@Test
	void aKeyOfOtherLettersIsNoKey(Screen screen) {
		Page page = screen.signIn("", "열쇠");

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("That is not a key");
	}

	private static void keep(Request request, List<String> keys) {
		if (request.url().endsWith("/batch")) {
			keys.add(request.headers().getOrDefault("authorization", ""));
		}
	}

	/** Answers as the service does when a token has expired. */
	private static void refuse(Page page, String url) {
		page.route(url,
				route -> route.fulfill(new FulfillOptions().setStatus(401)
					.setContentType("application/problem+json")
					.setBody("{\"code\":\"unauthenticated\"}")));
	}

	private static void enter(Page page, String key) {
		page.getByLabel("API key or access token").fill(key);
		button(page, "Sign in").click();
	}

	private static String users(int count) {
		return IntStream.rangeClosed(1, count).mapToObj(i -> "user-" + i).collect(Collectors.joining("\n"));
	}

	private String create(int coupons) {
		String id = Api.newId();
		api.request("POST", "/api/v1/campaigns").key(TestKeys.of(ADMIN)).json(Api.settings(id, coupons)).send();
		return id;
	}

}
