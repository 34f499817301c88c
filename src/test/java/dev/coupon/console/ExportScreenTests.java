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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Exports in the console. */
@BrowserTest
class ExportScreenTests {

	/** A browser that can't write to a file that the user chooses. */
	private static final String NO_PICKER = "delete window.showSaveFilePicker";

	/** A file that the user has chosen, which keeps what is written to it. */
	private static final String PICKER = """
			window.written = '';
			window.keptAs = '';
			window.showSaveFilePicker = async ({ suggestedName }) => ({ createWritable: async () => ({
			  write: async (bytes) => { window.written += new TextDecoder().decode(bytes); },
			  close: async () => { window.keptAs = suggestedName; },
			  abort: async () => { window.keptAs = 'aborted'; },
			}) });""";

	/** An answer that breaks off after its first part. */
	private static final String BREAK_OFF = """
			const send = window.fetch;
			const CSV = { headers: { 'Content-Type': 'text/csv' } };
			window.fetch = async (url, options) => String(url).includes('/coupons?csv=spreadsheet')
			  ? new Response(new ReadableStream({ pull(body) {
			      if (this.begun) { body.error(new TypeError('network error')); }
			      else { this.begun = true; body.enqueue(new TextEncoder().encode('code\\nA\\n')); } } }), CSV)
			  : send(url, options);""";

	private final Api api;

	@Autowired
	ExportScreenTests(Api api) {
		this.api = api;
	}

	@Test
	void savesAllCouponsForASpreadsheet(Screen screen) throws IOException {
		String id = api.create(10);
		String code = api.issue(id);
		api.issue(id);
		screen.page().addInitScript(NO_PICKER);

		Page page = screen.open("#/exports");
		screen.isAccessible();
		page.getByLabel("Campaign", new Page.GetByLabelOptions().setExact(true)).fill(id);
		Download download = page.waitForDownload(() -> Elements.button(page, "Export").click());

		assertThat(download.suggestedFilename()).isEqualTo(id + "-coupons.csv");
		assertThat(Files.readString(download.path())).startsWith("\ufeffcode,").contains(code).hasLineCount(3);
		assertThat(page.getByRole(AriaRole.STATUS)).containsText("Done. Coupons: 2");
	}

	@Test
	void writesToTheChosenFileAsItComes(Screen screen) {
		String id = api.create(10);
		String redeemed = api.issue(id);
		String other = api.issue(id);
		api.post("/api/v1/coupons/" + redeemed + "/redemption");
		screen.page().addInitScript(PICKER);

		Page page = screen.open("#/exports/" + id);
		page.getByLabel("Form").selectOption("ndjson");
		page.getByLabel("Which coupons").selectOption("true");
		page.getByLabel("Issued from").fill("2026-01-01T00:00");
		page.getByLabel("Local times of a time zone").fill("Asia/Seoul");
		Elements.button(page, "Export").click();

		assertThat(page.getByRole(AriaRole.STATUS)).containsText("Done. Coupons: 1");
		assertThat(page.evaluate("keptAs")).isEqualTo(id + "-coupons.ndjson");
		assertThat(page.evaluate("written").toString()).contains(redeemed, "+09:00").doesNotContain(other);
	}

	@Test
	void leavesNothingOfAnExportThatBreaksOff(Screen screen) {
		String id = api.create(10);
		screen.page().addInitScript(PICKER);
		screen.page().addInitScript(BREAK_OFF);

		Page page = screen.open("#/exports/" + id);
		Elements.button(page, "Export").click();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("The export broke off, and nothing was saved");
		assertThat(page.evaluate("keptAs")).isEqualTo("aborted");
	}

	@Test
	void aPageOfSomethingOnTheWayIsNoExport(Screen screen) {
		String id = api.create(10);
		screen.page().addInitScript(PICKER);
		Page page = screen.open("#/exports/" + id);
		page.route("**/coupons?**", route -> route
			.fulfill(new FulfillOptions().setContentType("text/html").setBody("<h1>Log in to the network</h1>")));
		Elements.button(page, "Export").click();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("is not one of the service");
		assertThat(page.evaluate("keptAs")).isEqualTo("aborted");
	}

	@Test
	void anExportThatLacksACouponIsNotKept(Screen screen) {
		String id = api.create(10);
		screen.page().addInitScript(PICKER);
		Page page = screen.open("#/exports/" + id);
		page.route("**/coupons?**", route -> route
			.fulfill(new FulfillOptions().setContentType("text/csv").setBody("code\nA\ncount:,x,2,\n")));
		Elements.button(page, "Export").click();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("The export broke off, and nothing was saved");
		assertThat(page.evaluate("keptAs")).isEqualTo("aborted");
	}

	@Test
	void aFullDiskIsCalledByItsName(Screen screen) {
		String id = api.create(10);
		api.issue(id);
		screen.page()
			.addInitScript(PICKER.replace("write: async (bytes) => {",
					"write: async (bytes) => { throw new DOMException('full', 'QuotaExceededError');"));
		Page page = screen.open("#/exports/" + id);
		Elements.button(page, "Export").click();

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("no room left on the disk");
	}

	@Test
	void showsFaultsAtTheirFields(Screen screen) {
		String id = api.create(10);
		screen.page().addInitScript(NO_PICKER);

		Page page = screen.open("#/exports/" + id);
		page.getByLabel("Local times of a time zone").fill("Mars/Olympus");
		Elements.button(page, "Export").click();

		assertThat(page.getByLabel("Local times of a time zone")).hasAttribute("aria-invalid", "true");
		assertThat(page.getByText("must be a zone such as Europe/Berlin").first()).isVisible();
		screen.isAccessible();
	}

}
