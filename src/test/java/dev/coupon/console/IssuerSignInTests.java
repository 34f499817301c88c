package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Elements.button;
import static dev.coupon.console.Elements.field;
import static dev.coupon.console.Elements.heading;
import static dev.coupon.console.Elements.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestIssuer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing in to the console with the issuer of tokens, whose pages the browser gets from
 * the test.
 */
@SecuredBrowserTest
@TestPropertySource(properties = { "coupon.console.sign-in.client-id=coupon-console",
		"coupon.console.sign-in.scope=openid coupons" })
class IssuerSignInTests {

	private static final String ISSUER = "https://issuer.example";

	private static final String BUTTON = "Sign in with issuer.example";

	private static final String DRY_RUN = "**/api/v1/campaigns?dryRun=true";

	private final Api api;

	/** The query with which the console opened the issuer's page. */
	private Map<String, String> asked = Map.of();

	/** The token that the issuer gives. */
	private String token = TestIssuer.ISSUER.token("operator-7", "VIEW");

	/** The form that the console sent to get its token. */
	private Map<String, String> sent = Map.of();

	@Autowired
	IssuerSignInTests(Api api) {
		this.api = api;
	}

	@Test
	void theIssuerSignsTheUserInAndLeadsBackToTheSamePage(Screen screen) {
		Page page = screen.open("#/system");
		publish(page);
		page.route(ISSUER + "/authorize**", route -> redirect(route, "code=c1&state=" + askedBy(route).get("state")));
		screen.isAccessible();
		button(page, BUTTON).click();

		assertThat(heading(page, "System")).isVisible();
		assertThat(page.getByText("Signed in as operator-7: VIEW")).isVisible();
		assertThat(asked).containsEntry("response_type", "code")
			.containsEntry("client_id", "coupon-console")
			.containsEntry("scope", "openid coupons")
			.containsEntry("code_challenge_method", "S256")
			.containsEntry("redirect_uri", console());
		assertThat(sent).containsEntry("grant_type", "authorization_code")
			.containsEntry("code", "c1")
			.containsEntry("client_id", "coupon-console")
			.containsEntry("redirect_uri", console());
		assertThat(challenge(sent.getOrDefault("code_verifier", ""))).isEqualTo(asked.get("code_challenge"));
		assertThat(page.url()).isEqualTo(console() + "#/system");
	}

	@Test
	void anAnswerThatNobodyAskedForSignsNobodyIn(Screen screen) {
		Page page = screen.open("");
		publish(page);
		page.route(ISSUER + "/authorize**", route -> {
			askedBy(route);
			redirect(route, "code=stolen&state=another");
		});
		button(page, BUTTON).click();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("The issuer did not sign you in");
		assertThat(heading(page, "Sign in")).isVisible();
		assertThat(sent).isEmpty();
		assertThat(page.url()).isEqualTo(console());
	}

	@Test
	void saysWhyTheIssuerRefuses(Screen screen) {
		Page page = screen.open("");
		publish(page);
		page.route(ISSUER + "/authorize**", route -> redirect(route,
				"error=access_denied&error_description=Ask%20your%20boss&state=" + askedBy(route).get("state")));
		button(page, BUTTON).click();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("Ask your boss");
		assertThat(heading(page, "Sign in")).isVisible();
	}

	@Test
	void saysThatTheIssuerCantBeReached(Screen screen) {
		Page page = screen.open("");
		page.route(ISSUER + "/**", Route::abort);
		button(page, BUTTON).click();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("The issuer can’t be reached");
		screen.forgetFaults();
	}

	@Test
	void whoSignsInAgainFindsWhatWasEntered(Screen screen) {
		Page page = expired(screen);
		showIssuer(page, "code=c2");
		Page issuer = page.waitForPopup(() -> button(page, BUTTON).click());
		assertThat(page.getByText("Sign in in the window that has opened.")).isVisible();
		screen.isAccessible();
		link(issuer, "Go back").click();

		assertThat(field(page, "Name")).isVisible();
		assertThat(field(page, "Name")).hasValue("Half a campaign");
		assertThat(page.getByText("Signed in as operator-7: ADMIN")).isVisible();
		assertThat(sent).containsEntry("code", "c2").containsEntry("redirect_uri", console());
		assertThat(challenge(sent.getOrDefault("code_verifier", ""))).isEqualTo(asked.get("code_challenge"));
		page.waitForCondition(issuer::isClosed);
	}

	@Test
	void somebodyElseWhoSignsInThereFindsNothing(Screen screen) {
		Page page = expired(screen);
		token = TestIssuer.ISSUER.token("operator-8", "ADMIN");
		showIssuer(page, "code=c2");
		link(page.waitForPopup(() -> button(page, BUTTON).click()), "Go back").click();

		assertThat(page.getByText("Signed in as operator-8: ADMIN")).isVisible();
		assertThat(field(page, "Name")).hasValue("");
	}

	@Test
	void whatWasEnteredStaysWhenTheIssuerRefuses(Screen screen) {
		Page page = expired(screen);
		showIssuer(page, "error=access_denied&error_description=Ask%20your%20boss");
		link(page.waitForPopup(() -> button(page, BUTTON).click()), "Go back").click();

		assertThat(page.getByText("Ask your boss")).isVisible();
		assertThat(field(page, "Name")).hasValue("Half a campaign");
	}

	@Test
	void saysThatTheBrowserBlocksTheWindowOfTheIssuer(Screen screen) {
		Page page = expired(screen);
		page.evaluate("window.open = () => null");
		button(page, BUTTON).click();

		assertThat(page.getByText("The browser has blocked the window of the issuer.")).isVisible();
		assertThat(field(page, "Name")).hasValue("Half a campaign");
	}

	@Test
	void aWindowThatNobodyWaitsForSaysSo(Screen screen) {
		Page page = screen.page();
		page.navigate(console() + "?code=stolen&state=beside.another");

		assertThat(page.getByText("You can close this one.")).isVisible();
		assertThat(page.url()).isEqualTo(console());
		screen.isAccessible();
	}

	@Test
	void scriptsMayCallTheIssuerAndNobodyElse(Screen screen) {
		Response index = screen.page().navigate(console());

		assertThat(index.headerValue("Content-Security-Policy")).endsWith("connect-src 'self' " + ISSUER);
	}

	private void publish(Page page) {
		page.route(ISSUER + "/.well-known/openid-configuration", route -> answer(route,
				Map.of("authorization_endpoint", ISSUER + "/authorize", "token_endpoint", ISSUER + "/token")));
		page.route(ISSUER + "/token", route -> {
			sent = query(route.request().postData());
			answer(route, Map.of("access_token", token));
		});
	}

	/**
	 * The page of somebody who fills in a form, and whose token has expired meanwhile.
	 */
	private Page expired(Screen screen) {
		token = TestIssuer.ISSUER.token("operator-7", "ADMIN");
		Page page = screen.open("#/new");
		publish(page);
		page.route(ISSUER + "/authorize**", route -> redirect(route, "code=c1&state=" + askedBy(route).get("state")));
		button(page, BUTTON).click();
		field(page, "Name").fill("Half a campaign");
		page.route(DRY_RUN,
				route -> route.fulfill(new FulfillOptions().setStatus(401).setBody("{\"code\":\"unauthenticated\"}")));
		field(page, "Begins").fill("2030-06-01T10:00");
		field(page, "Ends").fill("2030-07-01T10:00");
		field(page, "Coupons in all").fill("100");
		assertThat(page.getByText("What you entered is kept")).isVisible();
		page.unroute(DRY_RUN);
		return page;
	}

	/**
	 * Shows a page of the issuer, which knows nothing of the page that opens it, and
	 * answers when it is left.
	 */
	private void showIssuer(Page page, String query) {
		page.context()
			.route(ISSUER + "/authorize**",
					route -> route.fulfill(new FulfillOptions().setContentType("text/html")
						.setHeaders(Map.of("Cross-Origin-Opener-Policy", "same-origin"))
						.setBody("<a href='%s?%s&state=%s'>Go back</a>".formatted(console(), query,
								askedBy(route).get("state")))));
	}

	private Map<String, String> askedBy(Route route) {
		asked = query(URI.create(route.request().url()).getRawQuery());
		return asked;
	}

	private void redirect(Route route, String query) {
		route.fulfill(new FulfillOptions().setStatus(302).setHeaders(Map.of("Location", console() + "?" + query)));
	}

	private static void answer(Route route, Map<String, String> body) {
		route.fulfill(new FulfillOptions().setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
			.setContentType("application/json")
			.setBody(new JsonMapper().writeValueAsString(body)));
	}

	private String console() {
		return "http://localhost:%d/console/".formatted(api.port());
	}

	private static Map<String, String> query(String text) {
		return Arrays.stream(text.split("&"))
			.map(pair -> pair.split("=", 2))
			.collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

	private static String challenge(String verifier) {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(
						MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

}
