package dev.coupon.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.coupon.testing.Api;
import dev.coupon.testing.Receiver;
import dev.coupon.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * Takes pictures of the console's screens with sample data, for {@code docs/console}. No
 * test, since it fails at nothing; run by name only, with
 * {@code docs/console/screenshots}.
 */
@BrowserTest
@DirtiesContext
@TestPropertySource(properties = { "coupon.webhooks.allowed-networks=127.0.0.0/8" })
class ConsoleScreenshots {

	private static final Path FOLDER = Path.of("docs/console");

	private static final int WIDE = 1280;

	private static final int PHONE = 390;

	private static final Duration PERIOD = Duration.ofHours(50);

	/** The hours in which the samples are issued, up to now. */
	private static final int HOURS = 6;

	/**
	 * The number of times that the page of a campaign asks for news before it is shown.
	 */
	private static final int LOOKS = 20;

	private static final String CAMPAIGN = "black-friday";

	private static final Pattern MENU = Pattern.compile("#/([a-z-]+)$");

	private final Api api;

	private final SettableClock clock;

	@Autowired
	ConsoleScreenshots(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	@Test
	void take(Screen screen) throws IOException {
		try (Receiver receiver = new Receiver()) {
			makeSamples(receiver);
			Page page = screen.open("");
			for (String path : menu(page)) {
				shoot(screen, path, path, WIDE, ColorScheme.LIGHT);
			}
			issueWhileWatched(page);
			shoot(screen, "campaign", "campaigns/" + CAMPAIGN, WIDE, ColorScheme.LIGHT);
			shoot(screen, "new-campaign", "new", WIDE, ColorScheme.LIGHT);
			shoot(screen, "report", "reports/" + CAMPAIGN, WIDE, ColorScheme.LIGHT);
			shoot(screen, "webhook", "webhooks/" + webhook(), WIDE, ColorScheme.LIGHT);
			shoot(screen, "campaigns-dark", "campaigns", WIDE, ColorScheme.DARK);
			shoot(screen, "campaigns-phone", "campaigns", PHONE, ColorScheme.LIGHT);
			shoot(screen, "redeem-phone", "redeem", PHONE, ColorScheme.LIGHT);
		}
	}

	/**
	 * Issues coupons while the page of the campaign is open, so that its chart has a
	 * line.
	 */
	private void issueWhileWatched(Page page) {
		page.setViewportSize(WIDE, 800);
		page.navigate("/console/#/campaigns/" + CAMPAIGN);
		for (int look = 1; look <= LOOKS; look++) {
			int count = look * look % 13;
			String user = "viewer-" + look;
			page.waitForResponse(answer -> answer.url().contains("/api/v1/campaigns/" + CAMPAIGN),
					() -> issue(CAMPAIGN, user, count));
		}
	}

	/** The paths of the screens that the menu offers. */
	private static List<String> menu(Page page) {
		return page.getByRole(AriaRole.NAVIGATION)
			.getByRole(AriaRole.LINK)
			.all()
			.stream()
			.map(link -> MENU.matcher(link.getAttribute("href")).replaceFirst("$1"))
			.toList();
	}

	private static void shoot(Screen screen, String name, String path, int width, ColorScheme scheme) {
		Page page = screen.page();
		page.setViewportSize(width, width == PHONE ? 844 : 800);
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
		if (!page.url().endsWith("#/" + path)) {
			page.navigate("/console/#/" + path);
		}
		page.locator("h1").waitFor();
		page.getByText("Loading …").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
		page.waitForLoadState(LoadState.NETWORKIDLE);
		page.screenshot(new ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
	}

	private void makeSamples(Receiver receiver) {
		clock.correct(Duration.ofHours(-HOURS));
		create("spring-sale", "Spring sale", 2000, ", \"perUserLimit\": 1");
		create(CAMPAIGN, "Black Friday", 400, ", \"perUserLimit\": 2, \"timeZone\": \"Asia/Seoul\"");
		create("coffee-hour", "A coffee between ten and eleven", 5000, """
				, "openingHours": [{"days": ["MON", "TUE", "WED", "THU", "FRI"], "from": "10:00", "to": "11:00"}]""");
		create("vip", "For our best customers", 50, "");
		create("newsletter", "Welcome to the newsletter", 100, "");
		api.post("/api/v1/webhooks", """
				{"url": "%s", "types": ["coupon.issued", "campaign.paused"]}""".formatted(receiver.url()));
		for (int hour = 1; hour <= HOURS; hour++) {
			clock.advance(Duration.ofHours(1));
			issue(CAMPAIGN, "user-" + hour, hour * 10);
		}
		issue("spring-sale", "guest", 40);
		issue("vip", "vip", 55);
		String code = api.issue("newsletter");
		api.post("/api/v1/coupons/" + code + "/redemption", "{\"reference\": \"order-17\"}");
		api.post("/api/v1/campaigns/spring-sale/pause", "{\"reason\": \"The shop is being mended\"}");
		api.patch("/api/v1/campaigns/" + CAMPAIGN,
				"{\"maxCoupons\": 500, \"endsAt\": \"%s\"}".formatted(Instant.now().plus(PERIOD)));
		api.delete("/api/v1/campaigns/newsletter?force=true&reason=Replaced");
		receiver.await(1);
	}

	private void create(String id, String name, int maxCoupons, String more) {
		api.post("/api/v1/campaigns", Api.settings(id, maxCoupons, ", \"name\": \"" + name + "\"" + more));
	}

	private void issue(String campaign, String user, int count) {
		IntStream.range(0, count)
			.forEach(i -> api.post("/api/v1/campaigns/" + campaign + "/coupons",
					"{\"userId\": \"%s-%d\"}".formatted(user, i)));
	}

	private String webhook() {
		return api.get("/api/v1/webhooks").json().path("items").path(0).path("id").asString();
	}

}
