package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Codes from elsewhere, over HTTP. */
@HttpTest
@Timeout(120)
class CodesHttpTests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private static final String CSV = "text/csv";

	private static final String NDJSON = "application/x-ndjson";

	private final Api api;

	@Autowired
	CodesHttpTests(Api api) {
		this.api = api;
	}

	private String importing() {
		return importing("");
	}

	private String importing(String more) {
		String id = Api.newId();
		assertThat(api.post(CAMPAIGNS, Api.importing(id, more)).status()).isEqualTo(201);
		return id;
	}

	private Answer send(String id, String type, String body) {
		return api.request("POST", CAMPAIGNS + "/" + id + "/codes").header("Content-Type", type).body(body).send();
	}

	private JsonNode uploaded(String id, String type, String body) {
		Answer answer = send(id, type, body);
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		return answer.json();
	}

	private static List<Long> counts(JsonNode result) {
		return List.of("accepted", "known", "taken", "invalid")
			.stream()
			.map(name -> result.path(name).asLong())
			.toList();
	}

	private JsonNode campaign(String id) {
		return api.get(CAMPAIGNS + "/" + id).json();
	}

	@Test
	void issuesWhatWasUploadedInItsOrder() {
		String id = importing();
		JsonNode result = uploaded(id, CSV, "code\r\nsummer-%1$s-1\r\n\"summer-%1$s-0\"\r\n".formatted(id));
		assertThat(result.toString()).isEqualTo("{\"accepted\":2,\"known\":0,\"taken\":0,\"invalid\":0,\"faults\":[]}");
		assertThat(campaign(id).path("importedCodes").toString()).isEqualTo("{\"total\":2,\"left\":2}");
		assertThat(List.of(api.issue(id), api.issue(id))).containsExactly("summer-" + id + "-1", "summer-" + id + "-0");
		assertThat(api.post(CAMPAIGNS + "/" + id + "/coupons").problem()).isEqualTo("campaign-exhausted");
		uploaded(id, NDJSON, "{\"code\": \"%s-2\"}\n".formatted(id));
		assertThat(api.issue(id)).isEqualTo(id + "-2");
	}

	@Test
	void showsACampaignWithoutAMaximumOfItsOwn() {
		String id = importing();
		JsonNode shown = campaign(id);
		assertThat(shown.has("maxCoupons")).isFalse();
		assertThat(shown.path("codeFormat").toString()).isEqualTo("{\"imported\":true}");
		assertThat(shown.path("status").asString()).isEqualTo("EXHAUSTED");
		assertThat(shown.path("remaining").asInt(-1)).isZero();
		uploaded(id, CSV, IntStream.range(0, 5).mapToObj(i -> id + "-" + i).collect(Collectors.joining("\n")));
		assertThat(campaign(id).path("remaining").asInt()).isEqualTo(5);

		JsonNode limited = api.patch(CAMPAIGNS + "/" + id, "{\"maxCoupons\": 3}").json();
		assertThat(limited.path("maxCoupons").asInt()).isEqualTo(3);
		assertThat(limited.path("remaining").asInt()).isEqualTo(3);
		JsonNode unlimited = api.patch(CAMPAIGNS + "/" + id, "{\"maxCoupons\": null}").json();
		assertThat(unlimited.has("maxCoupons")).isFalse();
		assertThat(unlimited.path("remaining").asInt()).isEqualTo(5);
		assertThat(api.patch(CAMPAIGNS + "/" + api.create(1), "{\"maxCoupons\": null}").problem())
			.isEqualTo("invalid-request");
	}

	@Test
	void triesACampaignWithImportedCodes() {
		JsonNode tried = api.post(CAMPAIGNS + "?dryRun=true", Api.importing(Api.newId(), "")).json();
		assertThat(tried.path("codeFormat").toString()).isEqualTo("{\"imported\":true}");
		assertThat(tried.has("sampleCodes") || tried.has("capacity")).isFalse();
		assertThat(tried.path("importedCodes").toString()).isEqualTo("{\"total\":0,\"left\":0}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"charset\": \"SAFE\"", "\"length\": 9", "\"pattern\": \"####\"", "\"prefix\": \"A\"",
			"\"suffix\": \"A\"", "\"characters\": \"ABC\"" })
	void takesNoFormatTogetherWithImportedCodes(String more) {
		Answer answer = api.post(CAMPAIGNS,
				Api.settings(Api.newId(), 1, ", \"codeFormat\": {\"imported\": true, " + more + "}"));
		assertThat(answer.problem()).isEqualTo("invalid-request");
		assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/codeFormat");
	}

	@Test
	void drawsCodesIfTheyAreNotImported() {
		String id = api.create(1, ", \"codeFormat\": {\"imported\": false, \"length\": 9}");
		assertThat(api.issue(id)).hasSize(9);
		assertThat(campaign(id).has("importedCodes")).isFalse();
		assertThat(send(id, CSV, "A").problem()).isEqualTo("codes-not-imported");
		assertThat(api.delete(CAMPAIGNS + "/" + id + "/codes").problem()).isEqualTo("codes-not-imported");
	}

	@Test
	void countsEachLineAndNamesThoseAtFault() {
		String other = importing();
		uploaded(other, CSV, other + "-a\n");
		String id = importing();
		JsonNode result = uploaded(id, CSV,
				String.join("\n", "code", id + "-1", "", id + "-1", other + "-a", "a b", "\"" + id, id + "-2,x", "\"\"",
						"x".repeat(65), "x".repeat(70_000), "\u0000", id + "-\ud83d\ude00", "\u200b", id + "-3"));
		assertThat(counts(result)).containsExactly(2L, 1L, 1L, 9L);
		assertThat(result.path("faults").valueStream().map(fault -> fault.path("line").asInt())).containsExactly(5, 6,
				7, 8, 9, 10, 11, 12, 13, 14);
		assertThat(result.path("faults").valueStream().map(fault -> fault.path("reason").asString()).distinct())
			.containsExactly("taken", "invalid");
		assertThat(result.path("faults")).allSatisfy(fault -> assertThat(fault.path("detail").asString()).isNotBlank());
		assertThat(result.at("/faults/6/detail").asString()).contains("65536");
		assertThat(campaign(id).path("importedCodes").path("left").asInt()).isEqualTo(2);
	}

	@Test
	void countsEachLineOfNdjson() {
		String id = importing();
		JsonNode result = uploaded(id, NDJSON,
				String.join("\n", "{\"code\":\"%s-1\"}".formatted(id), "{}", "{\"code\":1}", "{\"code\":null}", "[]",
						"\"A\"", "null", "{", "{\"code\":\"\\u0000\"}", "{\"code\":\"A\",\"more\":1}",
						"{\"code\":\"%s-2\"}".formatted(id)));
		assertThat(counts(result)).containsExactly(2L, 0L, 0L, 9L);
		assertThat(result.path("faults").valueStream().map(fault -> fault.path("line").asInt())).containsExactly(2, 3,
				4, 5, 6, 7, 8, 9, 10);
		assertThat(result.toString()).doesNotContain("java.", "Exception", "tools.");
	}

	@Test
	void namesTheFirstHundredLinesAtFault() {
		String id = importing();
		String body = IntStream.range(0, 25_000)
			.mapToObj(i -> i % 100 == 0 ? "not a code" : id + "-" + i)
			.collect(Collectors.joining("\n"));
		JsonNode result = uploaded(id, CSV, body);
		assertThat(counts(result)).containsExactly(24_750L, 0L, 0L, 250L);
		assertThat(result.path("faults").valueStream().map(fault -> fault.path("line").asInt()))
			.containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> i * 100 + 1).toList());
		assertThat(counts(uploaded(id, CSV, body))).containsExactly(0L, 24_750L, 0L, 250L);
		JsonNode audit = api.get("/api/v1/audit?limit=4&campaignId=" + id).json().path("items");
		assertThat(audit.valueStream().map(entry -> entry.path("type").asString())).containsExactly(
				"campaign.codes-imported", "campaign.codes-imported", "campaign.codes-imported", "campaign.created");
		assertThat(audit.get(0).path("after").path("importedCodes").asInt()).isEqualTo(24_750);
	}

	@Test
	void readsLettersOfAnyScriptInAnyForm() {
		String id = importing();
		JsonNode result = uploaded(id, CSV,
				"\ufeffCODE\r\n\u1100\u1161-%1$s\r\n\uac00-%1$s\r\ne\u0301-%1$s\r\n\u0915\u093f-%1$s".formatted(id));
		assertThat(counts(result)).containsExactly(3L, 1L, 0L, 0L);
		assertThat(List.of(api.issue(id), api.issue(id), api.issue(id))).containsExactly("\uac00-" + id, "\u00e9-" + id,
				"\u0915\u093f-" + id);
		assertThat(counts(uploaded(id, CSV, "code\n"))).containsOnly(0L);
		assertThat(counts(uploaded(id, CSV, ""))).containsOnly(0L);
	}

	@Test
	void refusesSeveralColumnsAndOtherMediaTypes() {
		String id = importing();
		for (String csv : List.of("code,name\nA,b\n", "A,b\n", "\ufeffname,code\n", ",\n")) {
			Answer answer = send(id, CSV, csv);
			assertThat(answer.problem()).as(csv).isEqualTo("invalid-request");
			assertThat(answer.json().at("/errors/0/detail").asString()).contains("line 1", "column");
		}
		for (String type : List.of("application/json", "text/plain", "text/csv;charset=EUC-KR", "text/*", "*/*",
				"application/x-ndjson;charset=utf-16")) {
			assertThat(send(id, type, "A\n").problem()).as(type).isEqualTo("unsupported-media-type");
		}
		assertThat(campaign(id).path("importedCodes").path("total").asInt(-1)).isZero();
	}

	/** A failure names the seed that repeats it. */
	@ParameterizedTest
	@ValueSource(strings = { CSV, NDJSON })
	void takesAnythingForCodes(String type) {
		String[] parts = { "code", ",", "\"", "\n", "\n", "\r\n", "\r", "\0", "\ufeff", "{", "}", ":", "[", "]", "null",
				"\\u0000", "\\ud800", "{\"code\":\"", "\"}", "{}", "A", "{\"code\":\"B\"}", "{\"code\":\"C-7\"}\n",
				"\ud55c", "\u0301", "\u00ff", " ", ";", "\"\"", "x".repeat(70_000), ",".repeat(40_000), "\ud83d\ude00",
				"-", "_" };
		String id = importing();
		long accepted = 0;
		for (long seed = 0; seed < 300; seed++) {
			Random random = new Random(seed);
			String body = random.ints(1 + random.nextInt(40), 0, parts.length)
				.mapToObj(part -> parts[part])
				.collect(Collectors.joining());
			Charset charset = random.nextInt(10) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
			Answer answer = api.request("POST", CAMPAIGNS + "/" + id + "/codes")
				.header("Content-Type", type)
				.body(BodyPublishers.ofByteArray(body.getBytes(charset)))
				.send();
			assertThat(answer.body()).as("seed " + seed).doesNotContain("java.", "Exception", "apache");
			assertThat(answer.status()).as("seed " + seed + answer).isIn(200, 400);
			accepted += answer.status() == 200 ? answer.json().path("accepted").asLong() : 0;
		}
		assertThat(accepted).isPositive();
		assertThat(campaign(id).path("importedCodes").path("total").asLong()).isEqualTo(accepted);
		String path = CAMPAIGNS + "/" + id + "/codes";
		assertThat(api.delete(path).json().path("dropped").asLong()).isEqualTo(accepted);
	}

	/** The stream is a hundred times as long as any other body may be. */
	@Test
	void takesAStreamOfAnyLength() {
		String id = importing();
		int lines = 300_000;
		Answer answer = api.request("POST", CAMPAIGNS + "/" + id + "/codes")
			.header("Content-Type", CSV)
			.body(BodyPublishers.ofByteArrays(() -> IntStream.range(0, lines / 1_000)
				.mapToObj(thousand -> codes(id, thousand * 1_000, thousand * 1_000 + 1_000))
				.iterator()))
			.send();
		assertThat(counts(answer.json())).containsExactly((long) lines, 0L, 0L, 0L);
		assertThat(api.issue(id)).isEqualTo(id + "-0");
		Answer dropped = api.delete(CAMPAIGNS + "/" + id + "/codes?reason=enough");
		assertThat(dropped.json().path("dropped").asLong()).isEqualTo(lines - 1);
		assertThat(api.delete(CAMPAIGNS + "/" + id + "/codes").json().path("dropped").asLong(-1)).isZero();
		JsonNode audit = api.get("/api/v1/audit?limit=1&campaignId=" + id).json().path("items").get(0);
		assertThat(audit.path("type").asString()).isEqualTo("campaign.codes-dropped");
		assertThat(audit.path("reason").asString()).isEqualTo("enough");
		assertThat(audit.path("after").toString()).isEqualTo("{\"importedCodes\":1,\"codesLeft\":0}");
	}

	private static byte[] codes(String id, int from, int to) {
		return IntStream.range(from, to)
			.mapToObj(i -> id + "-" + i + "\n")
			.collect(Collectors.joining())
			.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void completesAnUploadThatBrokeOff() throws Exception {
		String id = importing();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
			byte[] part = codes(id, 0, 15_000);
			OutputStream out = socket.getOutputStream();
			out.write(
					("POST " + CAMPAIGNS + "/" + id + "/codes HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
							+ "Content-Length: " + 2 * part.length + "\r\n\r\n")
						.getBytes(StandardCharsets.UTF_8));
			out.write(part);
			out.flush();
			while (campaign(id).path("importedCodes").path("total").asInt() < 10_000) {
				Thread.sleep(20);
			}
		}
		assertThat(api.issue(id)).isEqualTo(id + "-0");
		assertThat(counts(uploaded(id, CSV, new String(codes(id, 0, 20_000), StandardCharsets.UTF_8))))
			.containsExactly(10_000L, 10_000L, 0L, 0L);
		assertThat(campaign(id).path("importedCodes").toString()).isEqualTo("{\"total\":20000,\"left\":19999}");
	}

	@Test
	void tellsNobodyOfACodeThatIsNotIssued() {
		String id = importing();
		uploaded(id, CSV, id + "-open\n" + id + "-hidden\n");
		api.issue(id);
		String hidden = id + "-hidden";
		for (String path : List.of("", "/coupons", "/coupons?limit=1000")) {
			assertThat(api.get(CAMPAIGNS + "/" + id + path).body()).doesNotContain("hidden");
		}
		assertThat(api.request("GET", CAMPAIGNS + "/" + id + "/coupons").header("Accept", CSV).send().body())
			.contains("-open")
			.doesNotContain("hidden");
		assertThat(api.get("/api/v1/audit?campaignId=" + id).body()).doesNotContain("hidden", "-open");
		assertThat(api.get("/api/v1/coupons/" + hidden).problem()).isEqualTo("coupon-not-found");
		assertThat(api.get("/api/v1/coupons/" + hidden + "/history").problem()).isEqualTo("coupon-not-found");
		assertThat(api.post("/api/v1/coupons/" + hidden + "/redemption").problem()).isEqualTo("coupon-not-found");
		assertThat(api.post("/api/v1/coupons/" + hidden + "/void").problem()).isEqualTo("coupon-not-found");
	}

}
