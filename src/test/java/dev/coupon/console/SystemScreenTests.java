package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page about the service. */
@BrowserTest
class SystemScreenTests {

	private final Api api;

	@Autowired
	SystemScreenTests(Api api) {
		this.api = api;
	}

	@Test
	void tellsWhatServiceThisIs(Screen screen) {
		Page page = screen.open("#/system");

		assertThat(page.getByText("All is well").first()).isVisible();
		assertThat(page.getByText(api.get("/api/v1/system").json().path("version").asString()).first()).isVisible();
		assertThat(page.getByText("Memory: everything is lost when the service stops")).isVisible();
		assertThat(page.getByText("30 days")).isVisible();
		assertThat(page.getByText("For ever")).hasCount(2);
		assertThat(Elements.link(page, "The API: read and try it (Swagger UI)")).hasAttribute("href",
				"/swagger-ui.html");
		screen.isAccessible();
	}

	@Test
	void saysThatTheClockOfTheBrowserIsWrong(Screen screen) {
		screen.page().clock().setFixedTime("2099-01-01T00:00:00Z");

		Page page = screen.open("#/system");

		assertThat(page.getByText("ahead. Set the clock of this device.")).isVisible();
	}

	@Test
	void saysThatTheServiceIsOutOfOrder(Screen screen) {
		screen.page()
			.route("**/actuator/health",
					route -> route.fulfill(new FulfillOptions().setStatus(503)
						.setContentType("application/json")
						.setBody("{\"status\":\"DOWN\",\"components\":{\"store\":{\"status\":\"DOWN\"}}}")));

		Page page = screen.open("#/system");

		assertThat(page.getByText("Out of order. The log of the service says why.").first()).isVisible();
	}

	@Test
	void showsTheRestWhereAProxyKeepsTheHealthBack(Screen screen) {
		screen.page()
			.route("**/actuator/health", route -> route
				.fulfill(new FulfillOptions().setStatus(404).setContentType("text/html").setBody("<h1>No</h1>")));

		Page page = screen.open("#/system");

		assertThat(page.getByText("Health can’t be read from here.")).isVisible();
		assertThat(page.getByText("Memory: everything is lost when the service stops")).isVisible();
		assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
		screen.isAccessible();
	}

}
