package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Screen.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import dev.coupon.testing.Receiver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Webhooks in the console, with a receiver on this machine. */
@BrowserTest
@TestPropertySource(properties = { "coupon.webhooks.allowed-networks=127.0.0.0/8", "coupon.webhooks.answer-time=2s" })
class WebhookScreenTests {

	private static final Pattern SECRET = Pattern.compile("whsec_.+");

	private final Api api;

	private final Receiver receiver;

	@Autowired
	WebhookScreenTests(Api api) throws IOException {
		this.api = api;
		this.receiver = new Receiver();
	}

	@AfterEach
	void deleteWebhooks() {
		api.get("/api/v1/webhooks")
			.json()
			.path("items")
			.forEach(hook -> api.delete("/api/v1/webhooks/" + hook.path("id").asString()));
		receiver.close();
	}

	@Test
	void showsTheSecretOnceAndWhatTheReceiverAnswers(Screen screen) {
		Page page = screen.open("#/webhooks");
		assertThat(page.getByText("There are no webhooks.")).isVisible();
		screen.isAccessible();
		Elements.link(page, "New webhook").click();
		page.getByLabel("Receiver").fill(receiver.url());
		page.getByLabel("Coupon issued").check();
		page.getByLabel("Up to 100 events at once").check();
		screen.isAccessible();
		Elements.button(page, "Create").click();

		String secret = page.getByLabel("Secret", new Page.GetByLabelOptions().setExact(true)).inputValue();
		assertThat(secret).startsWith("whsec_");
		screen.isAccessible();
		page.keyboard().press("Escape");
		page.keyboard().press("Escape");
		assertThat(page.getByLabel("Secret", new Page.GetByLabelOptions().setExact(true))).hasValue(secret);
		Elements.inDialog(page, "I have kept it").click();
		Elements.button(page, "Send a test").click();

		assertThat(page.getByText("The answer was 204.")).isVisible();
		assertThat(receiver.await(1).getFirst().isSignedBy(secret)).isTrue();
		assertThat(Elements.row(page, "Delivered", "Test")).isVisible();
		assertThat(page.content()).doesNotContain(secret);
		screen.isAccessible();
	}

	@Test
	void tellsWhyAWebhookIsDisabledAndGoesOnWhenItIsEnabled(Screen screen) {
		String campaign = api.create(10);
		String id = create(campaign);
		receiver.answer(410);
		api.issue(campaign);

		Page page = screen.open("#/webhooks/" + id);
		assertThat(page.getByText("The receiver answered that it is gone (410).")).isVisible();
		screen.isAccessible();
		receiver.answer(204);
		Elements.button(page, "Enable").click();
		Elements.inDialog(page, "Enable").click();

		assertThat(Elements.row(page, "Delivered", "204")).isVisible();
		assertThat(page.getByText("Enabled", new Page.GetByTextOptions().setExact(true))).isVisible();
		Elements.button(page, "Disable").click();
		Elements.inDialog(page, "Disable").click();
		assertThat(page.getByText("An operator has disabled it.")).isVisible();
	}

	@Test
	void deliversAgainWithTwoSecrets(Screen screen) {
		String campaign = api.create(10);
		String id = create(campaign);
		api.issue(campaign);
		receiver.await(1);

		Page page = screen.open("#/webhooks/" + id);
		Elements.button(page, "New secret").click();
		Elements.inDialog(page, "New secret").click();
		String secret = page.getByLabel("Secret", new Page.GetByLabelOptions().setExact(true)).inputValue();
		Elements.inDialog(page, "I have kept it").click();
		Elements.button(page, "From here").first().click();
		Elements.inDialog(page, "From here").click();

		Receiver.Received again = receiver.await(2).getLast();
		assertThat(again.isSignedBy(secret)).isTrue();
		assertThat(again.header("webhook-signature")).contains(" v1,");
		assertThat(Elements.row(page, "Delivered")).hasCount(2);

		Elements.button(page, "Deliver again").click();
		page.getByLabel("From where").selectOption("From the beginning");
		screen.isAccessible();
		Elements.inDialog(page, "Deliver again").click();
		assertThat(Elements.row(page, "Delivered")).hasCount(3);
	}

	@Test
	void changesAndDeletes(Screen screen) {
		String id = create(api.create(10));

		Page page = screen.open("#/webhooks/" + id);
		Elements.link(page, "Change").click();
		page.getByLabel("Receiver").fill("ftp://nobody");
		Elements.button(page, "None").click();
		Elements.button(page, "Save").click();
		assertThat(page.getByLabel("Receiver")).hasAttribute("aria-invalid", "true");
		assertThat(page.getByText("Choose at least one.")).isVisible();
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("See the marked fields.");
		assertThat(page.getByRole(AriaRole.ALERT)).not().containsText("/types");
		page.getByLabel("Receiver").fill(receiver.url());
		Elements.button(page, "All").click();
		page.getByLabel("Campaigns", new Page.GetByLabelOptions().setExact(true)).fill("");
		Elements.button(page, "Save").click();

		assertThat(page.locator("dl")).containsText("CampaignsAll");
		Elements.button(page, "Delete").click();
		Elements.inDialog(page, "Delete").click();
		assertThat(page.getByText("There are no webhooks.")).isVisible();
	}

	@Test
	void aChangeLeavesAloneWhatSomebodyElseHasChanged(Screen screen) {
		String id = create(api.create(10));
		Page page = screen.open("#/webhooks/" + id + "/edit");
		assertThat(page.getByLabel("Receiver")).hasValue(receiver.url());
		api.patch("/api/v1/webhooks/" + id, "{\"types\": [\"coupon.voided\"]}");
		page.getByLabel("Up to 100 events at once").check();
		Elements.button(page, "Save").click();

		assertThat(page.getByText("The changes are saved.")).isVisible();
		JsonNode changed = api.get("/api/v1/webhooks/" + id).json();
		assertThat(changed.path("types").toString()).isEqualTo("[\"coupon.voided\"]");
		assertThat(changed.path("batch").asBoolean()).isTrue();
	}

	@Test
	void aLostAnswerSaysWhereToLook(Screen screen) {
		Page page = screen.open("#/webhooks/new");
		page.getByLabel("Receiver").fill(receiver.url());
		page.getByLabel("Coupon issued").check();
		page.route("**/api/v1/webhooks", route -> {
			route.fetch();
			route.abort();
		});
		Elements.button(page, "Create").click();
		assertThat(page.getByText("The webhook may have been created all the same.")).isVisible();
		page.unroute("**/api/v1/webhooks");
		Elements.link(page, "All webhooks").click();

		assertThat(Elements.row(page, receiver.url())).isVisible();
	}

	@Test
	void asksBeforeAWebhookIsLeftWhoseSecretIsToCome(Screen screen) {
		Page page = screen.open("#/webhooks/new");
		page.getByLabel("Receiver").fill(receiver.url());
		page.getByLabel("Coupon issued").check();
		List<Route> held = new CopyOnWriteArrayList<>();
		page.route("**/api/v1/webhooks", held::add);
		Elements.button(page, "Create").click();
		page.waitForCondition(() -> !held.isEmpty());
		answering(page, question -> {
			assertThat(question.message()).contains("you won’t see its secret");
			question.dismiss();
		}, () -> Elements.link(page, "Campaigns").click());
		held.getFirst().resume();

		assertThat(page.getByLabel("Secret", new Page.GetByLabelOptions().setExact(true))).hasValue(SECRET);
	}

	@Test
	void aChangedWebhookThatIsSavedLateLeavesTheUserOnTheNextPage(Screen screen) {
		String id = create(api.create(10));
		Page page = screen.open("#/webhooks/" + id + "/edit");
		page.getByLabel("Up to 100 events at once").check();
		List<Route> held = new CopyOnWriteArrayList<>();
		page.route("**/api/v1/webhooks/" + id, held::add);
		Elements.button(page, "Save").click();
		page.waitForCondition(() -> !held.isEmpty());
		answering(page, Dialog::accept, () -> Elements.link(page, "Campaigns").click());
		Elements.link(page, "New campaign").click();
		page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("New");
		page.waitForResponse("**/api/v1/webhooks/" + id, held.getFirst()::resume).finished();
		page.evaluate("() => new Promise((done) => setTimeout(done))");
		answering(page, Dialog::dismiss, () -> Elements.link(page, "Coupons").click());

		assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true))).hasValue("New");
	}

	@Test
	void olderDeliveriesCanBeAskedForWhileNewerOnesAreLoaded(Screen screen) {
		String id = create(api.create(10));
		Page page = screen.page();
		AtomicBoolean isShown = new AtomicBoolean();
		List<Route> held = new CopyOnWriteArrayList<>();
		page.route("**/deliveries?limit=*", route -> {
			if (isShown.getAndSet(true)) {
				held.add(route);
			}
			else {
				route.fulfill(deliveries("Newest", ", \"nextAfter\": \"1\""));
			}
		});
		page.route("**/deliveries?after=*", route -> route.fulfill(deliveries("Older", "")));
		screen.open("#/webhooks/" + id);
		assertThat(Elements.row(page, "Newest")).isVisible();
		page.waitForCondition(() -> !held.isEmpty());
		Elements.button(page, "Show more").click();
		held.getLast().fulfill(deliveries("Newer", ", \"nextAfter\": \"2\""));

		assertThat(Elements.row(page, "Older")).isVisible();
		assertThat(Elements.row(page, "Newer")).isVisible();
		assertThat(Elements.button(page, "Show more")).hasCount(0);
	}

	/** An answer with one delivery; more is what the page has besides it. */
	private static FulfillOptions deliveries(String detail, String more) {
		return new FulfillOptions().setContentType("application/json").setBody("""
				{"items": [{"webhookId": "%1$s", "at": "2026-01-01T00:00:00Z", "outcome": "failed", "detail": "%1$s",
				 "attempt": 1, "events": 1, "millis": 1, "after": "1"}]%2$s}""".formatted(detail, more));
	}

	/** Creates a webhook for issues of the campaign; returns its id. */
	private String create(String campaign) {
		return api
			.post("/api/v1/webhooks",
					"""
							{"url": "%s", "types": ["coupon.issued"], "campaignIds": ["%s"]}"""
						.formatted(receiver.url(), campaign))
			.json()
			.path("id")
			.asString();
	}

}
