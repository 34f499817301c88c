package dev.coupon.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.coupon.console.Screen.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.coupon.testing.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Coupons for a list of customers. */
@BrowserTest
class BatchTests {

	private static final String BATCH = "**/coupons/batch";

	private final Api api;

	@Autowired
	BatchTests(Api api) {
		this.api = api;
	}

	@Test
	void aPastedListIsShownFirstAndThenSent(Screen screen) {
		String id = api.create(2);
		Page page = paste(screen, id, "alice\nbob\n\"carol\n\ndave");

		assertThat(page.getByText("Rows that can be sent: 3")).isVisible();
		assertThat(page.getByText("Line 3: a quotation mark isn’t closed")).isVisible();
		assertThat(page.getByText("The campaign has only 2 coupons left.")).isVisible();
		screen.isAccessible();
		send(page);

		assertThat(heading(page, "Finished")).isVisible();
		assertThat(row(page, "Issued")).hasText("Issued2");
		assertThat(row(page, "The campaign is sold out").first()).containsText("1");
		assertThat(issued(id)).isEqualTo(2);
		screen.isAccessible();
	}

	@Test
	void aFileNamesItsColumns(Screen screen) {
		String id = api.create(10);
		Page page = file(screen, id, "\uFEFFemail;userId\r\na@x;김철수\r\nb@x;bob\r\nb@x;bob\r\n");

		assertThat(page.getByText("Rows that can be sent: 3")).isVisible();
		assertThat(page.getByText("Columns that are not used: email")).isVisible();
		page.getByLabel("One coupon for each customer: leave 1 repeated rows out").check();
		assertThat(page.getByText("Rows that can be sent: 2")).isVisible();
		send(page);
		assertThat(row(page, "Issued")).hasText("Issued2");
	}

	@Test
	void warnsOfANameOfAColumnAmongTheCustomers(Screen screen) {
		Page page = paste(screen, api.create(10), "customerId\nalice");

		assertThat(page.getByText("The first line, “customerId”, seems to be the name of a column.")).isVisible();
	}

	@Test
	void asksBeforeAListIsLeftBehind(Screen screen) {
		Page page = paste(screen, api.create(10), "alice");
		answering(page, Dialog::dismiss, () -> page.getByRole(AriaRole.NAVIGATION).getByText("Campaigns").click());

		assertThat(page.getByText("Rows that can be sent: 1")).isVisible();
	}

	@Test
	void theResultHasTheLinesThatWereLeftOut(Screen screen) throws IOException {
		Page page = paste(screen, api.create(10), "userId,idempotencyKey\nalice,\n\"bob\n,key-3");
		send(page);

		assertThat(row(page, "Left out: something is wrong with the line")).containsText("1");
		assertThat(saved(page, "Save as CSV")).contains("\r\n2,alice,,201", "\r\n3,,,,,,,,left-out,\"a quotation mark",
				"\r\n4,,key-3,201");
	}

	@Test
	void aFileThatIsNotUtf8IsRefusedWithAdvice(Screen screen) {
		Page page = open(screen, api.create(1));
		page.getByLabel("File")
			.setInputFiles(new FilePayload("list.csv", "text/csv", new byte[] { (byte) 0xB1, (byte) 0xE8 }));

		assertThat(page.getByRole(AriaRole.ALERT)).containsText("save it as “CSV UTF-8”");
	}

	@Test
	void aFaultInKoreanIsReadOutAsKorean(Screen screen) {
		Page page = paste(screen, api.create(10), "alice");
		page.getByLabel("Key of this upload").fill("열쇠");
		page.getByLabel("Language").selectOption("ko");

		assertThat(page.getByText("공백 없는 ASCII 문자")).hasAttribute("lang", "ko");
	}

	@Test
	void theSameFileCanBeChosenAgainWhenItIsMended(Screen screen) {
		Page page = open(screen, api.create(1));
		page.getByLabel("File")
			.setInputFiles(new FilePayload("list.csv", "text/csv", new byte[] { (byte) 0xB1, (byte) 0xE8 }));
		assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
		FileChooser chooser = page.waitForFileChooser(() -> page.getByLabel("File").click());

		assertThat(page.getByLabel("File")).hasValue("");
		chooser.setFiles(new FilePayload("list.csv", "text/csv", "alice".getBytes(StandardCharsets.UTF_8)));
		assertThat(page.getByText("Rows that can be sent: 1")).isVisible();
	}

	@Test
	void goesOnAfterALostAnswerAndNobodyGetsASecondCoupon(Screen screen) {
		String id = api.create(10_000);
		Page page = file(screen, id, users(2_500) + "\nuser-1\nuser-1");
		AtomicInteger pages = new AtomicInteger();
		page.route(BATCH, route -> {
			if (pages.incrementAndGet() == 2) {
				route.fetch();
				route.abort();
			}
			else {
				route.resume();
			}
		});
		send(page);

		assertThat(heading(page, "Stopped")).isVisible();
		assertThat(page.getByText("1,000 of 2,502 rows are answered.")).isVisible();
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("The service can’t be reached.");
		screen.isAccessible();
		button(page, "Go on").click();
		assertThat(heading(page, "Finished")).isVisible();
		assertThat(row(page, "Issued before with this key")).containsText("1,000");
		assertThat(issued(id)).isEqualTo(2_502);
	}

	@ParameterizedTest
	@CsvSource({ "campaign-not-found, The campaign is gone",
			"user-required, 'The row names no customer, and the campaign needs one'",
			"code-space-exhausted, Too few codes of this format are left", "coupon-expired, The coupon has expired." })
	void saysInWordsWhyARowIsRefused(String code, String words, Screen screen) {
		Page page = paste(screen, api.create(10), "alice");
		page.route(BATCH, route -> route
			.fulfill(new FulfillOptions().setBody("{\"line\": 1, \"status\": 409, \"code\": \"%s\"}".formatted(code))));
		send(page);

		assertThat(row(page, words).first()).containsText("1");
	}

	@Test
	void keepsTheAnswersThatCameBeforeTheConnectionBroke(Screen screen) {
		String id = api.create(10);
		Page page = paste(screen, id, users(2));
		page.evaluate("""
				const send = window.fetch;
				window.fetch = async (url, options) => {
				  const answer = await send(url, options);
				  if (!String(url).endsWith('/batch')) {
				    return answer;
				  }
				  window.fetch = send;
				  const lines = [(await answer.text()).split('\\n')[0] + '\\n'];
				  const next = (to) => to.enqueue(new TextEncoder().encode(lines.pop()));
				  const pull = (to) => lines.length > 0 ? next(to) : to.error(new TypeError('network error'));
				  return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
				};
				null""");
		send(page);

		assertThat(heading(page, "Stopped")).isVisible();
		assertThat(page.getByText("1 of 2 rows are answered.")).isVisible();
		assertThat(page.getByRole(AriaRole.ALERT)).containsText("The service can’t be reached.");
		button(page, "Go on").click();
		assertThat(row(page, "Issued before with this key")).containsText("1");
		assertThat(issued(id)).isEqualTo(2);
	}

	@Test
	void afterTheTabWasClosedTheSameListAndKeyAreSentAgain(Screen screen) {
		String id = api.create(100);
		Page page = paste(screen, id, "alice\nbob\nalice");
		page.getByLabel("Key of this upload").fill("mailing-1");
		send(page);
		assertThat(row(page, "Issued")).hasText("Issued3");
		page.reload();
		page = paste(screen, id, "alice\nalice\ncarol\nbob");
		page.getByLabel("Key of this upload").fill("mailing-1");
		send(page);

		assertThat(row(page, "Issued before with this key")).containsText("3");
		assertThat(row(page, "Issued").first()).hasText("Issued1");
		assertThat(issued(id)).isEqualTo(4);
	}

	@Test
	void canBeStoppedAndGoesOnWhileOnePageLooksElsewhere(Screen screen) {
		String id = api.create(10_000);
		Page page = file(screen, id, users(3_000));
		page.route(BATCH, Route::fetch);
		send(page);
		assertThat(heading(page, "Coupons are being issued")).isVisible();
		button(page, "Stop").click();
		assertThat(heading(page, "Stopped")).isVisible();
		page.unroute(BATCH);
		button(page, "Go on").click();
		page.getByRole(AriaRole.NAVIGATION).getByText("Campaigns").click();
		assertThat(heading(page, "Campaigns")).isVisible();
		page.getByRole(AriaRole.NAVIGATION).getByText("Many at once").click();

		assertThat(heading(page, "Finished")).isVisible();
		assertThat(issued(id)).isEqualTo(3_000);
	}

	@Test
	void theResultIsSavedInBothForms(Screen screen) throws IOException {
		String id = api.create(1);
		Page page = paste(screen, id, "=1+1\n\"a,\"\"b\"");
		send(page);
		assertThat(heading(page, "Finished")).isVisible();

		assertThat(saved(page, "Save as CSV")).startsWith("line,userId,idempotencyKey,status,code,sequence,issuedAt")
			.contains("\r\n1,=1+1,", "\r\n2,\"a,\"\"b\",", "campaign-exhausted");
		assertThat(saved(page, "Save for a spreadsheet")).startsWith("\uFEFFline").contains("\r\n1,'=1+1,");
	}

	@Test
	void refusedRowsAreSentAgainWhenTheReasonIsGone(Screen screen) {
		String id = api.create(1);
		Page page = paste(screen, id, "alice\nbob");
		send(page);
		assertThat(row(page, "The campaign is sold out").first()).containsText("1");
		api.patch("/api/v1/campaigns/" + id, "{\"maxCoupons\": 2}");
		button(page, "Send the refused rows again").click();

		assertThat(row(page, "Issued")).hasText("Issued2");
		assertThat(issued(id)).isEqualTo(2);
	}

	private static String saved(Page page, String name) throws IOException {
		Download download = page.waitForDownload(() -> button(page, name).click());
		return Files.readString(download.path());
	}

	private static Page open(Screen screen, String id) {
		Page page = screen.open("#/batch/" + id);
		assertThat(page.getByText("Active")).isVisible();
		return page;
	}

	private static Page paste(Screen screen, String id, String list) {
		Page page = open(screen, id);
		page.getByLabel("Or paste the list").fill(list);
		button(page, "Read the list").click();
		return page;
	}

	private static Page file(Screen screen, String id, String list) {
		Page page = open(screen, id);
		page.getByLabel("File")
			.setInputFiles(new FilePayload("list.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)));
		return page;
	}

	private static void send(Page page) {
		button(page, "Issue the coupons").click();
		page.getByRole(AriaRole.DIALOG).getByText("Issue the coupons").click();
	}

	private static String users(int count) {
		return IntStream.rangeClosed(1, count).mapToObj(i -> "user-" + i).collect(Collectors.joining("\n"));
	}

	private int issued(String id) {
		return api.get("/api/v1/campaigns/" + id + "?codes=0").json().path("issued").asInt();
	}

	private static Locator row(Page page, String outcome) {
		return page.getByRole(AriaRole.ROW)
			.filter(new Locator.FilterOptions()
				.setHas(page.getByRole(AriaRole.CELL, new GetByRoleOptions().setName(outcome).setExact(true))));
	}

	private static Locator heading(Page page, String name) {
		return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
	}

}
