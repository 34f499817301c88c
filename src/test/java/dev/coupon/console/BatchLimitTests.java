package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Elements.button;
import static dev.coupon.console.Elements.heading;
import static dev.coupon.console.Elements.inDialog;
import static dev.coupon.console.Elements.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FetchOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Coupons for a list of customers, some of whom the service puts off. */
@BrowserTest
class BatchLimitTests {

	private static final String BATCH = "**/coupons/batch";

	private static final JsonMapper JSON = new JsonMapper();

	private final Api api;

	@Autowired
	BatchLimitTests(Api api) {
		this.api = api;
	}

	@Test
	void aLimitSlowsAListDownAndDoesNotStopIt(Screen screen) {
		String id = api.create(100);
		Page page = list(screen, id, 9);
		page.route(BATCH, BatchLimitTests::letOneThrough);
		send(page);

		assertThat(heading(page, "Finished")).isVisible();
		assertThat(row(page, "Issued9")).isVisible();
		assertThat(api.get("/api/v1/campaigns/" + id + "?codes=0").json().path("issued").asInt()).isEqualTo(9);
	}

	@Test
	void saysWhyAListStopsThatTheServicePutsOff(Screen screen) {
		Page page = list(screen, api.create(10), 2);
		page.route(BATCH, route -> route
			.fulfill(new FulfillOptions().setContentType("application/x-ndjson").setBody(putOff(1) + putOff(2))));
		send(page);

		assertThat(heading(page, "Stopped")).isVisible();
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("That was too often.");
		assertThat(page.getByText("Some rows were put off.")).isVisible();
		assertThat(page.getByText("may or may not have a coupon")).hasCount(0);
		assertThat(row(page, "Put off: too many requests at once", "2").first()).isVisible();
		screen.isAccessible();
		page.unroute(BATCH);
		button(page, "Go on").click();
		assertThat(row(page, "Issued2")).isVisible();
	}

	@Test
	void aListThatIsPutOffAsAWholeIsSentAgain(Screen screen) {
		Page page = list(screen, api.create(1), 2);
		send(page);
		assertThat(row(page, "The campaign is sold out", "1").first()).isVisible();
		AtomicInteger requests = new AtomicInteger();
		page.route(BATCH, route -> {
			if (requests.incrementAndGet() == 1) {
				route.fulfill(new FulfillOptions().setStatus(429).setBody("{\"retryAfter\": 0.001}"));
			}
			else {
				route.resume();
			}
		});
		button(page, "Send the refused rows again").click();

		page.waitForCondition(() -> requests.get() == 2);
		assertThat(heading(page, "Finished")).isVisible();
		assertThat(row(page, "The campaign is sold out", "1").first()).isVisible();
	}

	private static Page list(Screen screen, String id, int count) {
		Page page = screen.open("#/batch/" + id);
		assertThat(page.getByText("Active")).isVisible();
		page.getByLabel("Or paste the list")
			.fill(IntStream.rangeClosed(1, count).mapToObj(i -> "user-" + i).collect(Collectors.joining("\n")));
		button(page, "Read the list").click();
		return page;
	}

	private static void send(Page page) {
		button(page, "Issue the coupons").click();
		inDialog(page, "Issue the coupons").click();
	}

	/** Sends the first row to the service, and puts the others off. */
	private static void letOneThrough(Route route) {
		Items sent = JSON.readValue(route.request().postData(), Items.class);
		String first = JSON.writeValueAsString(new Items(sent.items().subList(0, 1)));
		String answer = route.fetch(new FetchOptions().setPostData(first)).text();
		String others = IntStream.rangeClosed(2, sent.items().size())
			.mapToObj(BatchLimitTests::putOff)
			.collect(Collectors.joining());
		route.fulfill(new FulfillOptions().setBody(answer + others));
	}

	private static String putOff(int line) {
		return "{\"line\": %d, \"status\": 429, \"code\": \"rate-limited\", \"retryAfter\": 0.001}\n".formatted(line);
	}

	/** A page of rows as the console sends it. */
	record Items(List<Map<String, String>> items) {
	}

}
