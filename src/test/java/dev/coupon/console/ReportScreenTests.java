package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.coupon.testing.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports in the console. */
@BrowserTest
class ReportScreenTests {

	private final Api api;

	@Autowired
	ReportScreenTests(Api api) {
		this.api = api;
	}

	@Test
	void tellsWhatACampaignIssuedAndThatAllFits(Screen screen) {
		String id = api.create(10, ", \"name\": \"<img src=x onerror=alert(1)> \\u202e\"");
		api.issue(id);
		api.post("/api/v1/coupons/" + api.issue(id) + "/redemption");

		Page page = screen.open("#/reports");
		screen.isAccessible();
		page.getByLabel("Campaign", new Page.GetByLabelOptions().setExact(true)).fill(id);
		Elements.button(page, "Make a report").click();

		assertThat(Elements.heading(page, "Report: " + id)).isVisible();
		assertThat(page.getByText("All data about this campaign fits together.")).isVisible();
		assertThat(page.locator("dl").first()).containsText("Issued2Redeemed1");
		assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Issued by hour"))
			.getByRole(AriaRole.ROW)).hasCount(2);
		assertThat(page.getByLabel("SHA-256")).hasValue(report(id).path("sha256").asString());
		screen.isAccessible();
	}

	@Test
	void savesTheReportAsItIs(Screen screen) throws IOException {
		String id = api.create(10);

		Page page = screen.open("#/reports/" + id);
		Download download = page.waitForDownload(() -> Elements.button(page, "Download as JSON").click());

		assertThat(download.suggestedFilename()).startsWith(id + "-report-").endsWith(".json");
		assertThat(new JsonMapper().readTree(Files.readString(download.path())).path("sha256"))
			.isEqualTo(report(id).path("sha256"));
	}

	@Test
	void saysWhatDoesNotFit(Screen screen) {
		String id = api.create(10);
		String broken = api.get("/api/v1/campaigns/" + id + "/report")
			.body()
			.replace("\"consistent\":true,\"faults\":[]",
					"\"consistent\":false,\"faults\":[{\"code\":\"gap\",\"detail\":\"Coupon 17 is missing\"},"
							+ "{\"code\":\"new-one\",\"detail\":\"Something else\"}]");
		screen.page()
			.route("**/report",
					route -> route.fulfill(new FulfillOptions().setContentType("application/json").setBody(broken)));

		Page page = screen.open("#/reports/" + id);

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("does not fit together");
		assertThat(page.getByRole(AriaRole.LISTITEM).getByText("Numbers are missing between coupons")).isVisible();
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("Coupon 17 is missing");
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("Something else");
		screen.isAccessible();
	}

	@Test
	void showsWhatCampaignsLeaveThatAreGone(Screen screen) {
		String id = api.create(10);
		api.issue(id);
		String sha256 = report(id).path("sha256").asString();
		api.delete("/api/v1/campaigns/" + id + "?force=true");

		Page page = screen.open("#/reports/" + id);
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("Request");
		Elements.link(page, "look for it").click();
		assertThat(page.getByLabel("SHA-256")).hasValue(sha256);

		page.navigate(page.url().replaceFirst("#.*", "#/reports"));
		assertThat(Elements.row(page, id)).containsText("Yes");
	}

	@Test
	void showsTheRecipeOfTheManual(Screen screen) throws IOException {
		String id = api.create(10);

		Page page = screen.open("#/reports/" + id);
		page.getByText("How to check it").click();

		String recipe = page.locator("pre").first().innerText();
		assertThat(recipe).startsWith("tail -n +2 " + id + "-coupons.csv |");
		assertThat(Files.readString(Path.of("docs/evidence.md"))).contains(recipe.replace(id + "-", ""));
	}

	private JsonNode report(String id) {
		return api.get("/api/v1/campaigns/" + id + "/report").json();
	}

}
