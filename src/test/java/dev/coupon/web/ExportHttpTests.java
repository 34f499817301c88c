package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.TestSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Lists and exports of a campaign's coupons. */
@HttpTest
class ExportHttpTests {

	private static final String HEADER = "code,campaignId,sequence,userId,issuedAt,expiresAt,redeemedAt,"
			+ "redemptionReference,status,redeemedBy,voidedAt,voidReason\r\n";

	private final Api api;

	private final TestSetup.StoreFailure failure;

	@Autowired
	ExportHttpTests(Api api, TestSetup.StoreFailure failure) {
		this.api = api;
		this.failure = failure;
	}

	private Answer export(String campaignId, String query, String accept) {
		return api.request("GET", "/api/v1/campaigns/" + campaignId + "/coupons" + query)
			.header("Accept", accept)
			.send();
	}

	private String campaignWithCoupons(int coupons) {
		String id = api.create(coupons);
		IntStream.range(0, coupons).forEach(i -> api.issue(id));
		return id;
	}

	@Test
	void exportsAllCouponsInOrderHoweverManyPagesThatTakes() {
		String id = campaignWithCoupons(2_001);

		List<String> csv = export(id, "", "text/csv").body().lines().toList();
		List<String> ndjson = export(id, "", "application/x-ndjson").body().lines().toList();

		assertThat(csv).hasSize(2_002);
		assertThat(ndjson).hasSize(2_001);
		assertThat(csv.get(2_001)).contains("," + id + ",2001,");
		assertThat(ndjson.get(2_000)).startsWith("{\"code\":\"").contains("\"sequence\":2001");
	}

	@Test
	void exportsWhatIsAskedFor() {
		String id = campaignWithCoupons(5);
		api.request("POST", "/api/v1/campaigns/" + api.create(1) + "/coupons").send();

		assertThat(export(id, "?after=2&limit=2", "text/csv").body().lines().skip(1)).hasSize(2)
			.allMatch(line -> line.contains(",3,") || line.contains(",4,"));
		assertThat(export(id, "?userId=nobody", "text/csv").body()).isEqualTo(HEADER);
		assertThat(export(id, "?userId=nobody", "application/x-ndjson").body()).isEmpty();
	}

	private String campaignOf(String... users) {
		String id = api.create(users.length);
		for (String user : users) {
			api.request("POST", "/api/v1/campaigns/" + id + "/coupons")
				.json("{\"userId\": \"%s\"}".formatted(user.replace("\"", "\\\"")))
				.send();
		}
		return id;
	}

	@Test
	void exportsTelephoneNumbersAndAllOtherTextsAsTheyAre() {
		String[] users = { "+821012345678", "=1+1", "-1", "@x", "'x", "x;=1", "\uff1d1", " x ", "\ud55c\uae00" };
		String id = campaignOf(users);
		String code = api.issue(api.create(1));
		api.post("/api/v1/coupons/" + code + "/redemption", "{\"reference\": \"=A1\"}");
		String other = api.get("/api/v1/coupons/" + code).json().path("campaignId").asString();

		List<String> rows = export(id, "", "text/csv").body().lines().skip(1).toList();

		assertThat(rows).extracting(row -> row.split(",", -1)[3].replace("\"", "")).containsExactly(users);
		assertThat(export(other, "", "text/csv").body()).startsWith(HEADER).endsWith(",=A1,REDEEMED,,,\r\n");
	}

	@Test
	void writesCsvThatNoSpreadsheetTakesForFormulasWhereThatIsAskedFor() {
		String id = campaignOf("=1+1", "+1", "-1", "@x", "a,\"b\"", "x;=1", "\uff1d1", "\ud55c\uae00");

		Answer csv = export(id, "?csv=spreadsheet&count=true", "text/csv");

		assertThat(csv.header("Content-Type")).contains("text/csv;charset=UTF-8");
		assertThat(csv.body()).startsWith("\ufeff" + HEADER).endsWith("\r\ncount:," + id + ",8,,,,,,,,,\r\n");
		assertThat(csv.body()).contains(",'=1+1,", ",'+1,", ",'-1,", ",'@x,", ",\"a,\"\"b\"\"\",", ",x;'=1,",
				",'\uff1d1,", ",\ud55c\uae00,");
	}

	@Test
	void writesTheByteOrderMarkOnceAlsoBeforeManyPagesOrNone() {
		String many = campaignWithCoupons(1_001);

		assertThat(export(many, "?csv=spreadsheet", "text/csv").body()).startsWith("\ufeffcode,")
			.doesNotContain("\n\ufeff");
		assertThat(export(api.create(1), "?csv=spreadsheet", "text/csv").body()).isEqualTo("\ufeff" + HEADER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Spreadsheet", "SPREADSHEET", "spreadsheet%20", "excel", "true", "plain" })
	void saysWhichFormsOfCsvThereAre(String form) {
		Answer answer = export(api.create(1), "?csv=" + form, "text/csv");

		assertThat(answer.problem()).isEqualTo("invalid-request");
		assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("csv");
		assertThat(answer.json().at("/errors/0/detail").asString()).contains("spreadsheet");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/x-ndjson", "*/*" })
	void refusesAFormOfCsvWhereNoCsvIsAskedFor(String accept) {
		Answer answer = export(api.create(1), "?csv=spreadsheet", accept);

		assertThat(answer.problem()).isEqualTo("invalid-request");
		assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("csv");
		assertThat(answer.json().at("/errors/0/detail").asString()).contains("text/csv");
	}

	@Test
	void answersWithTheFormatThatTheClientPrefers() {
		String id = api.create(1);

		assertThat(export(id, "", "text/html;q=0.5, text/csv;q=0.9").mediaType()).isEqualTo("text/csv");
		assertThat(export(id, "", "application/json, text/csv;q=0.5").mediaType()).isEqualTo("application/json");
		assertThat(export(id, "", "text/csv, application/json;q=0.5").mediaType()).isEqualTo("text/csv");
		assertThat(export(id, "", "text/csv;q=0, application/json").mediaType()).isEqualTo("application/json");
		assertThat(export(id, "", "*/*").mediaType()).isEqualTo("application/json");
		assertThat(export(id, "", "text/*").mediaType()).isEqualTo("text/csv");
	}

	@Test
	void answersAProblemWhereNothingCanBeExported() {
		Answer answer = export("none", "", "text/csv");

		assertThat(answer.mediaType()).isEqualTo("application/problem+json");
		assertThat(answer.problem()).isEqualTo("campaign-not-found");
	}

	@Test
	void breaksTheConnectionOffWhereAnExportCanNotBeFinished() {
		String id = campaignWithCoupons(2_001);
		AtomicInteger pages = new AtomicInteger();

		assertThatThrownBy(
				() -> failure.during(() -> pages.incrementAndGet() > 1 ? new IllegalStateException("a bug") : null,
						() -> export(id, "", "text/csv")))
			.isInstanceOf(UncheckedIOException.class);
	}

	@Test
	void breaksTheConnectionOffAlsoIfNothingWasSelectedYet() {
		String id = campaignWithCoupons(2_001);
		AtomicInteger pages = new AtomicInteger();

		assertThatThrownBy(
				() -> failure.during(() -> pages.incrementAndGet() > 1 ? new OverloadedException("away") : null,
						() -> export(id, "?redeemed=true", "application/x-ndjson")))
			.isInstanceOf(UncheckedIOException.class);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void breaksTheConnectionOffWhereTheCampaignIsReplaced(CapturedOutput output) {
		String id = campaignWithCoupons(2_001);
		AtomicInteger pages = new AtomicInteger();

		assertThatThrownBy(() -> failure.during(() -> {
			if (pages.incrementAndGet() == 2) {
				api.delete("/api/v1/campaigns/" + id + "?force=true");
				api.post("/api/v1/campaigns", Api.settings(id, 2_001));
			}
			return null;
		}, () -> export(id, "", "text/csv"))).isInstanceOf(UncheckedIOException.class);
		assertThat(export(id, "", "text/csv").body()).isEqualTo(HEADER);
		assertThat(output).contains("The export of campaign " + id + " was cut off, because the campaign was deleted")
			.doesNotContain(" ERROR ");
	}

	/** Of HTTP/1.0, where the body ends with the connection; many proxies speak it. */
	@ParameterizedTest
	@ValueSource(strings = { "GET %s HTTP/1.0", "GET %s HTTP/1.0\r\nConnection: keep-alive",
			"GET %s HTTP/1.1\r\nHost: localhost" })
	void resetsTheConnectionOfClientsThatWouldTakeItsEndForThatOfTheExport(String start) {
		String id = campaignWithCoupons(2_001);
		AtomicInteger pages = new AtomicInteger();
		String request = start.formatted("/api/v1/campaigns/" + id + "/coupons") + "\r\nAccept: text/csv\r\n\r\n";

		assertThat(received(request)).contains(",2001,");
		String part = failure.during(() -> {
			if (pages.incrementAndGet() == 3) {
				api.delete("/api/v1/campaigns/" + id + "?force=true");
			}
			return null;
		}, () -> received(request));

		assertThat(part).endsWith(start.contains("1.0") ? "RESET" : "END").doesNotContain(",2001,", "\r\n0\r\n");
	}

	/** What came, and how it ended. */
	private String received(String request) {
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			socket.shutdownOutput();
			socket.getInputStream().transferTo(received);
			return received.toString(StandardCharsets.UTF_8) + "END";
		}
		catch (SocketException e) {
			return received.toString(StandardCharsets.UTF_8) + "RESET";
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Test
	void endsAnExportWithTheNumberOfCouponsWhereThatIsAskedFor() {
		String id = campaignWithCoupons(1_001);

		assertThat(export(id, "?count=true", "text/csv").body()).endsWith("\r\ncount:," + id + ",1001,,,,,,,,,\r\n");
		assertThat(export(id, "?count=true&limit=1000", "application/x-ndjson").body())
			.endsWith("}\n{\"count\":1000}\n");
		assertThat(export(id, "?count=true&after=1001", "application/x-ndjson").body()).isEqualTo("{\"count\":0}\n");
		assertThat(export(id, "?count=false", "application/x-ndjson").body()).doesNotContain("\"count\"");
		assertThat(export(id, "?count=true", "application/json").problem()).isEqualTo("invalid-request");
		assertThat(export(id, "?count=1", "text/csv").problem()).isEqualTo("invalid-request");
	}

	@Test
	void listsTheCouponsOfOneUser() {
		String id = api.create(5);
		for (String user : List.of("alice", "bob", "alice")) {
			api.post("/api/v1/campaigns/" + id + "/coupons", "{\"userId\": \"" + user + "\"}");
		}

		Answer page = api.get("/api/v1/campaigns/" + id + "/coupons?userId=alice&limit=1");

		assertThat(page.json().path("items").size()).isOne();
		assertThat(page.json().path("nextAfter").asInt()).isOne();
		assertThat(api.get("/api/v1/campaigns/" + id + "/coupons?userId=alice&after=1")
			.json()
			.path("items")
			.get(0)
			.path("sequence")
			.asInt()).isEqualTo(3);
	}

}
