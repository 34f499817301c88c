package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Elements.button;
import static dev.coupon.console.Elements.field;
import static dev.coupon.console.Elements.inDialog;
import static dev.coupon.console.Elements.link;
import static dev.coupon.console.Elements.row;
import static dev.coupon.console.Screen.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.FilePayload;
import dev.coupon.testing.Api;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The import of codes that were made elsewhere. */
@BrowserTest
class ImportCodesTests {

	private static final IsVisibleOptions PATIENTLY = new IsVisibleOptions().setTimeout(60_000);

	private final Api api;

	@Autowired
	ImportCodesTests(Api api) {
		this.api = api;
	}

	@Test
	void importsAFileOfManyCodesInParts(Screen screen) {
		String id = create();
		String codes = IntStream.range(0, 50_000)
			.mapToObj(number -> id + "-카드-%06d".formatted(number))
			.collect(Collectors.joining("\r\n", "code\r\n", "\r\nno code\r\n"));
		Page page = screen.open("#/campaigns/" + id);
		link(page, "Import codes").click();
		page.getByLabel("File of codes").setInputFiles(file(codes));
		button(page, "Import").click();

		assertThat(page.getByText("The import is finished. Some lines are not imported.")).isVisible(PATIENTLY);
		assertThat(page.getByText("50,000")).isVisible();
		assertThat(row(page, "50,002")).isVisible();
		JsonNode stock = api.get("/api/v1/campaigns/" + id).json().path("importedCodes");
		assertThat(stock.path("total").asInt()).isEqualTo(50_000);
		assertThat(api.issue(id)).isEqualTo(id + "-카드-000000");
		screen.isAccessible();
	}

	@Test
	void anImportThatBrokeOffGoesOnWhereItWas(Screen screen) {
		String id = create();
		Page page = screen.open("#/campaigns/" + id + "/codes");
		field(page, "Or type or paste codes, one on each line").fill(id + "-A\n" + id + "-B\n" + id + "-A");
		page.route("**/codes", route -> route.abort());
		button(page, "Import").click();
		assertThat(page.getByText("The service can’t be reached.")).isVisible();
		page.unroute("**/codes");
		button(page, "Go on").click();

		assertThat(page.getByText("All is imported.")).isVisible();
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("importedCodes").path("total").asInt()).isEqualTo(2);
	}

	@Test
	void saysThatNothingIsImportedIfNoLineIsACode(Screen screen) {
		String id = create();
		Page page = screen.open("#/campaigns/" + id + "/codes");
		field(page, "Or type or paste codes, one on each line").fill("no code\nno code either");
		button(page, "Import").click();

		assertThat(page.getByText("Nothing is imported.")).isVisible();
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("importedCodes").path("total").asInt()).isZero();
	}

	@Test
	void asksBeforeCodesAreLeftBehind(Screen screen) {
		String id = create();
		Page page = screen.open("#/campaigns/" + id + "/codes");
		field(page, "Or type or paste codes, one on each line").fill(id + "-A");
		answering(page, Dialog::dismiss, () -> link(page, "Back to the campaign").click());
		assertThat(field(page, "Or type or paste codes, one on each line")).hasValue(id + "-A");
		button(page, "Import").click();
		assertThat(page.getByText("All is imported.")).isVisible();
		link(page, "Back to the campaign").click();

		assertThat(page.getByText("1 imported, 1 not issued")).isVisible();
	}

	@Test
	void offersNoWayOnThatFailsForEver(Screen screen) {
		String id = create();
		Page page = screen.open("#/campaigns/" + id + "/codes");
		field(page, "Or type or paste codes, one on each line").fill("code,owner\nA,b");
		button(page, "Import").click();

		assertThat(page.getByText("Nothing of this part is imported.")).isVisible();
		assertThat(button(page, "Go on")).hasCount(0);
		screen.isAccessible();
	}

	@Test
	void theSameFileCanBeChosenAgainWhenItIsMended(Screen screen) {
		String id = create();
		Page page = screen.open("#/campaigns/" + id + "/codes");
		page.getByLabel("File of codes").setInputFiles(file("code,owner\nA,b"));
		button(page, "Import").click();
		assertThat(page.getByText("Mend the codes, and import them again.")).isVisible();
		FileChooser chooser = page.waitForFileChooser(() -> page.getByLabel("File of codes").click());

		assertThat(page.getByLabel("File of codes")).hasValue("");
		assertThat(button(page, "Import")).isDisabled();
		chooser.setFiles(file(id + "-A"));
		button(page, "Import").click();
		assertThat(page.getByText("All is imported.")).isVisible();
		assertThat(api.issue(id)).isEqualTo(id + "-A");
	}

	@Test
	void readsPastedLinesOfJson(Screen screen) {
		String id = create();
		Page page = screen.open("#/campaigns/" + id + "/codes");
		field(page, "Or type or paste codes, one on each line")
			.fill("{\"code\": \"" + id + "-A\"}\n{\"code\": \"" + id + "-B\"}");
		button(page, "Import").click();

		assertThat(page.getByText("All is imported.")).isVisible();
		assertThat(api.issue(id)).isEqualTo(id + "-A");
	}

	@Test
	void dropsCodesThatAreNotIssued(Screen screen) {
		String id = create();
		api.request("POST", "/api/v1/campaigns/" + id + "/codes")
			.header("Content-Type", "text/csv")
			.body(id + "-A\n" + id + "-B")
			.send();
		Page page = screen.open("#/campaigns/" + id);
		assertThat(page.getByText("2 imported, 2 not issued")).isVisible();
		button(page, "Drop codes").click();
		inDialog(page, "Drop codes").click();

		assertThat(page.getByText("0 imported, 0 not issued")).isVisible();
	}

	private String create() {
		String id = Api.newId();
		api.post("/api/v1/campaigns", Api.importing(id, ""));
		return id;
	}

	private static FilePayload file(String codes) {
		return new FilePayload("codes.csv", "text/csv", codes.getBytes(StandardCharsets.UTF_8));
	}

}
