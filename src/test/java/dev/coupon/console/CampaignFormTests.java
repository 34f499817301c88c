package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Elements.button;
import static dev.coupon.console.Elements.field;
import static dev.coupon.console.Elements.heading;
import static dev.coupon.console.Elements.link;
import static dev.coupon.console.Screen.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The form of a new campaign. */
@BrowserTest
class CampaignFormTests {

	private final Api api;

	@Autowired
	CampaignFormTests(Api api) {
		this.api = api;
	}

	@Test
	void createsACampaignWithAllThatItMayHave(Screen screen) {
		String id = Api.newId();
		Page page = screen.open("#/new");
		fillIn(page, id);
		field(page, "Time zone").fill("Asia/Seoul");
		field(page, "Coupons for each user").fill("3");
		field(page, "Each so long after its issue").check();
		field(page, "Valid for").fill("12");
		field(page, "Unit").selectOption("hours");
		field(page, "Made of").selectOption("NUMERIC");
		field(page, "Beginning").fill("A-");
		field(page, "Random characters").fill("12");
		button(page, "Add hours").click();
		field(page, "Sun").uncheck();
		field(page, "To").fill("24:00");
		field(page, "In each").selectOption("DAY");
		field(page, "Coupons for all in that time").fill("10");
		button(page, "Add a note").click();
		field(page, "Name of note 1").fill("owner");
		field(page, "Text of note 1").fill("sales");
		button(page, "Create campaign").click();

		assertThat(heading(page, "Nice name")).isVisible();
		JsonNode created = api.get("/api/v1/campaigns/" + id).json();
		assertThat(created.path("startsAt").asString()).isEqualTo("2030-06-01T01:00:00Z");
		assertThat(created.path("perUserLimit").asInt()).isEqualTo(3);
		assertThat(created.path("couponValidFor").asString()).isEqualTo("PT12H");
		assertThat(created.path("codeFormat").toString())
			.isEqualTo("{\"charset\":\"NUMERIC\",\"length\":12,\"prefix\":\"A-\"}");
		assertThat(created.path("openingHours").toString()).isEqualTo(
				"[{\"days\":[\"MON\",\"TUE\",\"WED\",\"THU\",\"FRI\",\"SAT\"],\"from\":\"10:00\",\"to\":\"24:00\"}]");
		assertThat(created.path("quota").path("maxCoupons").asInt()).isEqualTo(10);
		assertThat(created.path("metadata").path("owner").asString()).isEqualTo("sales");
	}

	@Test
	void showsSamplesOfCodesAndHowManyThereAre(Screen screen) {
		Page page = screen.open("#/new");
		fillIn(page, Api.newId());
		field(page, "Form").selectOption("pattern");
		field(page, "Pattern").fill("SUMMER-####-####");

		Locator preview = page.getByRole(AriaRole.COMPLEMENTARY);
		assertThat(preview.getByText("SUMMER-")).hasCount(3);
		assertThat(preview).containsText("1,099,511,627,776");
		screen.isAccessible();
	}

	@Test
	void warnsThatCouponsExpireSoonUntilTheyDoNot(Screen screen) {
		Page page = screen.open("#/new");
		fillIn(page, Api.newId());
		field(page, "Ends").fill("2030-06-01T10:10");
		field(page, "When the campaign ends").check();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("Coupons expire soon!");
		assertThat(page.getByText("Coupons expire soon!")).hasCount(2);
		screen.isAccessible();

		field(page, "Each so long after its issue").check();
		assertThat(page.getByText("Coupons expire soon!")).hasCount(0);
	}

	@Test
	void showsFaultsAtTheirFields(Screen screen) {
		Page page = screen.open("#/new");
		fillIn(page, "no id");
		field(page, "Ends").fill("2029-01-01T00:00");
		button(page, "Add hours").click();
		field(page, "To").fill("25:00");
		button(page, "Create campaign").click();

		assertThat(field(page, "Id")).hasAttribute("aria-invalid", "true");
		assertThat(field(page, "Ends")).hasAccessibleDescription(Pattern.compile("must be after"));
		assertThat(field(page, "To")).hasAttribute("aria-invalid", "true");
		assertThat(field(page, "Id")).isFocused();
		screen.isAccessible();
	}

	@Test
	void aMissingTimeOfExpiryIsMarkedAndNothingIsSent(Screen screen) {
		String id = Api.newId();
		Page page = screen.open("#/new");
		fillIn(page, id);
		assertThat(page.getByText("Possible codes")).isVisible();
		field(page, "All at one time").check();
		assertThat(page.getByText("Possible codes")).hasCount(0);
		button(page, "Create campaign").click();

		assertThat(field(page, "Coupons expire on")).hasAccessibleDescription(Pattern.compile("Enter the date"));
		assertThat(field(page, "Coupons expire on")).isFocused();
		screen.isAccessible();
		field(page, "Coupons expire on").pressSequentially("0101");
		button(page, "Create campaign").click();
		assertThat(field(page, "Coupons expire on")).hasAccessibleDescription(Pattern.compile("can’t be read"));
		assertThat(api.get("/api/v1/campaigns/" + id).status()).isEqualTo(404);
		field(page, "Coupons expire on").fill("2030-08-01T10:00");
		button(page, "Create campaign").click();

		assertThat(heading(page, "Nice name")).isVisible();
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("couponsExpireAt").asString()).startsWith("2030-08");
	}

	@Test
	void aNumberThatCannotBeReadIsNotTakenForNoLimit(Screen screen) {
		String id = Api.newId();
		Page page = screen.open("#/new");
		fillIn(page, id);
		field(page, "Coupons for each user").pressSequentially("1-");
		field(page, "Name").focus();
		assertThat(field(page, "Coupons for each user")).hasAttribute("aria-invalid", "true");
		button(page, "Create campaign").click();
		assertThat(field(page, "Coupons for each user")).isFocused();
		assertThat(api.get("/api/v1/campaigns/" + id).status()).isEqualTo(404);
		field(page, "Coupons for each user").fill("99999999999999999999");
		button(page, "Create campaign").click();
		assertThat(field(page, "Coupons for each user")).hasAttribute("aria-invalid", "true");
		field(page, "Coupons for each user").fill("1");
		button(page, "Create campaign").click();

		assertThat(heading(page, "Nice name")).isVisible();
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("perUserLimit").asInt()).isEqualTo(1);
	}

	@Test
	void saysThatACampaignWouldBeOver(Screen screen) {
		Page page = screen.open("#/new");
		fillIn(page, Api.newId());
		field(page, "Begins").fill("2020-06-01T10:00");
		assertThat(page.getByText("the campaign has begun already")).isVisible();
		field(page, "Ends").fill("2020-07-01T10:00");

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("the campaign is over already");
	}

	@Test
	void aCopyOfAnOldCampaignGetsNewDates(Screen screen) {
		String original = Api.newId();
		api.post("/api/v1/campaigns", """
				{"id": "%s", "startsAt": "2020-01-01", "endsAt": "2020-02-01", "maxCoupons": 10}"""
			.formatted(original));
		Page page = screen.open("#/new/" + original);

		assertThat(field(page, "Coupons in all")).hasValue("10");
		assertThat(field(page, "Begins")).hasValue("");
		assertThat(field(page, "Ends")).hasValue("");
	}

	@Test
	void aNameThatIsWrittenFromTheRightTurnsNoSentence(Screen screen) {
		String original = api.create(7, ", \"name\": \"\\u202Eevil\"");
		Page page = screen.open("#/new/" + original);

		assertThat(heading(page, "Copy of \u2068\u202Eevil\u2069")).isVisible();
	}

	@Test
	void saysThatAnIdIsTakenWhileItIsTyped(Screen screen) {
		Page page = screen.open("#/new");
		fillIn(page, api.create(7));

		assertThat(field(page, "Id")).hasAccessibleDescription(Pattern.compile("has this id"));
	}

	@Test
	void aFaultInKoreanIsReadOutAsKorean(Screen screen) {
		Page page = screen.open("#/new");
		fillIn(page, api.create(7));
		page.getByLabel("Language").selectOption("ko");

		assertThat(page.getByText("이 ID를 쓰고 있습니다")).hasAttribute("lang", "ko");
	}

	@Test
	void twoClicksCreateOneCampaign(Screen screen) {
		String name = "Clicked " + Api.newId();
		Page page = screen.open("#/new");
		fillIn(page, "");
		field(page, "Name").fill(name);
		button(page, "Create campaign").dblclick();

		assertThat(heading(page, name)).isVisible();
		assertThat(api.get("/api/v1/campaigns?q=" + name.replace(" ", "%20")).json().path("items").size()).isEqualTo(1);
	}

	@Test
	void aRepeatAfterALostAnswerCreatesNoSecondCampaign(Screen screen) {
		String name = "Lost " + Api.newId();
		Page page = screen.open("#/new");
		fillIn(page, "");
		field(page, "Name").fill(name);
		page.route("**/api/v1/campaigns", route -> {
			route.fetch();
			route.abort();
		});
		button(page, "Create campaign").click();
		assertThat(page.getByText("The service can’t be reached.")).isVisible();
		page.unroute("**/api/v1/campaigns");
		button(page, "Create campaign").click();

		assertThat(heading(page, name)).isVisible();
		assertThat(api.get("/api/v1/campaigns?q=" + name.replace(" ", "%20")).json().path("items").size()).isEqualTo(1);
	}

	@Test
	void anAnswerThatComesLateLeavesTheUserOnTheNextPage(Screen screen) {
		String id = Api.newId();
		Page page = screen.open("#/new");
		fillIn(page, id);
		List<Route> held = new CopyOnWriteArrayList<>();
		page.route("**/api/v1/campaigns", held::add);
		button(page, "Create campaign").click();
		page.waitForCondition(() -> !held.isEmpty());
		answering(page, Dialog::accept, () -> link(page, "Webhooks").click());
		link(page, "New webhook").click();
		field(page, "Receiver").fill("https://shop.example/events");
		page.waitForResponse("**/api/v1/campaigns", held.getFirst()::resume).finished();
		page.evaluate("() => new Promise((done) => setTimeout(done))");
		answering(page, Dialog::dismiss, () -> link(page, "Coupons").click());

		assertThat(field(page, "Receiver")).hasValue("https://shop.example/events");
		assertThat(api.get("/api/v1/campaigns/" + id).status()).isEqualTo(200);
	}

	@Test
	void fitsOnAPhoneAndSpeaksKorean(Screen screen) {
		Page page = screen.open("#/new");
		page.setViewportSize(390, 800);
		page.getByLabel("Language").selectOption("ko");

		assertThat(heading(page, "새 캠페인")).isVisible();
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
		screen.isAccessible();
	}

	@Test
	void copiesACampaign(Screen screen) {
		String original = api.create(77, ", \"name\": \"The first\", \"metadata\": {\"owner\": \"sales\"}");
		String copy = Api.newId();
		Page page = screen.open("#/campaigns/" + original);
		link(page, "Copy").click();
		field(page, "Id").fill(copy);
		button(page, "Create campaign").click();

		assertThat(page.getByText(copy, new Page.GetByTextOptions().setExact(true))).isVisible();
		JsonNode created = api.get("/api/v1/campaigns/" + copy).json();
		assertThat(created.path("maxCoupons").asInt()).isEqualTo(77);
		assertThat(created.path("endsAt").asString()).isEqualTo("2090-01-01T00:00:00Z");
		assertThat(created.path("metadata").path("owner").asString()).isEqualTo("sales");
	}

	private static void fillIn(Page page, String id) {
		field(page, "Name").fill("Nice name");
		field(page, "Id").fill(id);
		field(page, "Begins").fill("2030-06-01T10:00");
		field(page, "Ends").fill("2030-07-01T10:00");
		field(page, "Coupons in all").fill("100");
	}

}
