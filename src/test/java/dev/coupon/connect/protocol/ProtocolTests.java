package dev.coupon.connect.protocol;

import static dev.coupon.connect.protocol.ConnectClient.CREATE;
import static dev.coupon.connect.protocol.ConnectClient.GET;
import static dev.coupon.connect.protocol.ConnectClient.ISSUE;
import static dev.coupon.connect.protocol.ConnectClient.written;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import dev.coupon.procedure.v1.IssueCouponReq;
import dev.coupon.procedure.v1.IssueCouponRes;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestSetup.StoreFailure;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls as the protocol has them, and what it says of those that break its rules. */
@ConnectTest
class ProtocolTests {

	private static final int MAX_SIZE = 64 * 1024;

	private final ConnectClient client;

	private final Api api;

	private final StoreFailure failure;

	private String id = "";

	@Autowired
	ProtocolTests(ConnectClient client, Api api, StoreFailure failure) {
		this.client = client;
		this.api = api;
		this.failure = failure;
	}

	@BeforeEach
	void prepare() {
		id = api.create(1_000);
	}

	private int issued() {
		return api.get("/api/v1/campaigns/" + id).json().path("issued").asInt();
	}

	private HttpRequest.Builder issuing() {
		return client.issuing(Codec.JSON, id);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "application/json", "application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\"" })
	void understandsMediaTypesHoweverTheyAreWritten(String mediaType) {
		byte[] message = written(Codec.JSON, IssueCouponReq.newBuilder().setCampaignId(id).build());

		assertThat(client.send(client.request(ISSUE, mediaType, message))
			.message(Codec.JSON, IssueCouponRes.getDefaultInstance())
			.getResult()
			.getSuccess()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/foo", "application/connect+json", "application/connect+proto",
			"application/grpc", "application/grpc-web+proto", "application/json;charset=iso-8859-1", "json", "*/*" })
	void refusesOtherMediaTypes(String mediaType) {
		for (String path : List.of(CREATE, GET, ISSUE)) {
			ConnectClient.Answer answer = client.send(client.request(path, mediaType, new byte[0]));

			assertThat(answer.error()).isEqualTo("415 unknown");
			assertThat(answer.header("Accept-Post")).isEqualTo("application/json, application/proto");
		}
	}

	@Test
	void refusesNoMediaType() {
		assertThat(client.send(client.request(ISSUE).POST(BodyPublishers.noBody())).error()).isEqualTo("415 unknown");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "OPTIONS", "PATCH" })
	void refusesOtherMethods(String method) {
		for (String path : List.of(CREATE, GET, ISSUE)) {
			ConnectClient.Answer answer = client
				.send(client.request(path).method(method, BodyPublishers.ofString("{}")));

			assertThat(answer.error()).isEqualTo("405 unknown");
			assertThat(answer.header("Allow")).isEqualTo("POST");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1.CampaignService/Unknown", "/v1.CampaignService/createCampaign",
			"/v1.CampaignService/IssueCoupon", "/v1.CampaignService", "/v1.CampaignService/",
			"/v1.CouponService/IssueCoupon/", "/v1.CouponService/a/b" })
	void findsNoOtherProcedures(String path) {
		assertThat(client.send(client.json(path, "{}")).error()).isEqualTo("404 unimplemented");
		assertThat(client.send(client.request(path).GET()).error()).isEqualTo("404 unimplemented");
	}

	@Test
	void leavesOtherPathsToTheRestApi() {
		for (String path : List.of("/v1.CampaignServices/GetCampaign", "/v1.OtherService/Get", "/v1/CouponService")) {
			assertThat(api.post(path, "{}").problem()).isEqualTo("not-found");
		}
	}

	@Test
	void speaksVersionOne() {
		assertThat(client.send(issuing().header("Connect-Protocol-Version", "1")).status()).isEqualTo(200);
		assertThat(client.send(issuing().header("Connect-Protocol-Version", "2")).error())
			.isEqualTo("400 invalid_argument");
		assertThat(issued()).isOne();
	}

	@Test
	void leavesUnknownFieldsAside() {
		String json = "{\"campaignId\": \"%s\", \"new\": [{\"a\": null}], \"userId\": 1}".formatted(id);
		IssueCouponReq proto = IssueCouponReq.newBuilder()
			.setCampaignId(id)
			.setUnknownFields(UnknownFieldSet.newBuilder()
				.addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
				.build())
			.build();

		assertThat(client.send(client.json(ISSUE, json)).status()).isEqualTo(200);
		assertThat(client.send(client.request(ISSUE, Codec.PROTO, proto)).status()).isEqualTo(200);
		assertThat(issued()).isEqualTo(2);
	}

	@Test
	void understandsCountsThatAreStrings() {
		for (String count : List.of("3", "\"3\"", "3.0", "3e0")) {
			String newId = Api.newId();
			client.send(client.json(CREATE, """
					{"campaignId": "%s", "startDate": "20260101", "expiredDate": "20260102", "maxCoupon": %s}"""
				.formatted(newId, count)));

			assertThat(api.get("/api/v1/campaigns/" + newId).json().path("maxCoupons").asInt()).isEqualTo(3);
		}
	}

	@Test
	void writesAllFieldsUnderTheirNames() {
		api.issue(id);
		String get = "{\"campaignId\": \"" + id + "\"}";

		assertThat(client.send(client.json(GET, get)).json().path("info").propertyNames()).containsExactly("CampaignId",
				"StartDate", "ExpiredDate", "AllCouponIds");
		assertThat(new String(client.send(client.json(ISSUE, "{\"campaignId\": \"none\"}")).body(),
				StandardCharsets.UTF_8))
			.isEqualTo("{\"result\":{\"success\":false,\"message\":\"campaign is not exists\","
					+ "\"errorCode\":\"campaign-not-found\"},\"couponCode\":\"\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "\"\"", "1", "{", "{\"campaignId\": 1, }", "{\"campaignId\": {}}",
			"{\"campaignId\": [\"a\"]}", "{} {}", "\ufeff{}", "{\"maxCoupon\": \"x\"}", "{\"maxCoupon\": 1e99}",
			"{\"maxCoupon\": 1.5}", "{\"maxCoupon\": 1e999999999}", "{\"maxCoupon\": true}" })
	void refusesBodiesThatAreNoJsonOfTheMessage(String body) {
		assertThat(client.send(client.json(CREATE, body)).error()).isEqualTo("400 invalid_argument");
	}

	@Test
	void refusesBodiesThatAreNestedTooDeepOrAreNotUtf8() {
		Stream.of("[".repeat(60_000), "{\"a\":".repeat(12_000))
			.map(body -> client.send(client.json(CREATE, body)))
			.forEach(answer -> assertThat(answer.error()).isEqualTo("400 invalid_argument"));
		byte[] latin = "{\"campaignId\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(client.send(client.request(CREATE, "application/json", latin)).error())
			.isEqualTo("400 invalid_argument");
	}

	@ParameterizedTest
	@CsvSource({ "0a", "0aff", "0a01ff", "00", "0b", "ffffffffffffffffffffff" })
	void refusesBodiesThatAreNoProtobuf(String hex) {
		byte[] body = HexFormat.of().parseHex(hex);

		assertThat(client.send(client.request(ISSUE, "application/proto", body)).error())
			.isEqualTo("400 invalid_argument");
	}

	@Test
	void takesAnEmptyProtobufForAMessageOfDefaults() {
		assertThat(client.send(client.request(ISSUE, "application/proto", new byte[0]))
			.message(Codec.PROTO, IssueCouponRes.getDefaultInstance())
			.getResult()
			.getErrorCode()).isEqualTo("campaign-not-found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "x", "", "1.5", "12345678901", "1s", " " })
	void refusesTimeoutsThatAreNone(String timeout) {
		assertThat(client.send(issuing().header("Connect-Timeout-Ms", timeout)).error())
			.isEqualTo("400 invalid_argument");
		assertThat(issued()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void answersWithinTheTimeout(Codec codec) {
		assertThat(client.send(client.issuing(codec, id).header("Connect-Timeout-Ms", "9999999999")).status())
			.isEqualTo(200);
		assertThat(issued()).isOne();
		assertThat(client.send(client.issuing(codec, id).header("Connect-Timeout-Ms", "0")).error())
			.isEqualTo("504 deadline_exceeded");
		assertThat(issued()).isOne();
	}

	@Test
	void passesOnWhatWentWrongWithinTheTimeout() {
		assertThat(failure
			.during(() -> new IllegalStateException("provoked"),
					() -> client.send(issuing().header("Connect-Timeout-Ms", "5000")))
			.error()).isEqualTo("500 internal");
	}

	@ParameterizedTest
	@CsvSource({ "400, 400 invalid_argument", "401, 401 unauthenticated", "403, 403 permission_denied",
			"404, 404 unimplemented", "405, 405 unknown", "413, 429 resource_exhausted", "415, 415 unknown",
			"429, 429 resource_exhausted", "500, 500 internal", "503, 503 unavailable", "504, 504 deadline_exceeded" })
	void putsProblemsOfFiltersInItsOwnWords(String status, String error) {
		for (String path : List.of(CREATE, GET, ISSUE, "/v1.CouponService/Unknown")) {
			assertThat(client.send(client.json(path, "{}").header(RefusingFilter.PROBLEM, status)).error())
				.isEqualTo(error);
		}
	}

	@ParameterizedTest
	@CsvSource({ "400, 400 invalid_argument", "401, 401 unauthenticated", "403, 403 permission_denied",
			"404, 404 unimplemented", "405, 405 unknown", "408, 504 deadline_exceeded", "413, 429 resource_exhausted",
			"415, 415 unknown", "429, 429 resource_exhausted", "500, 500 internal", "503, 503 unavailable" })
	void putsErrorsSentByFiltersInItsOwnWords(String status, String error) {
		for (String path : List.of(CREATE, GET, ISSUE, "/v1.CouponService/Unknown")) {
			assertThat(client.send(client.json(path, "{}").header(RefusingFilter.SEND_ERROR, status)).error())
				.isEqualTo(error);
		}
	}

	@Test
	void leavesHeadersAndTheRestApisProblemsAsTheyAre() {
		assertThat(client.send(issuing().header(RefusingFilter.PROBLEM, "429")).header("Retry-After")).isEqualTo("7");
		assertThat(api.request("GET", "/api/v1/campaigns").header(RefusingFilter.PROBLEM, "503").send().problem())
			.isEqualTo("overloaded");
	}

	@Test
	void putsWhatFiltersFailAtInItsOwnWords() {
		assertThat(client.send(issuing().header(RefusingFilter.THROW, "")).error()).isEqualTo("500 internal");
	}

	@Test
	void limitsTheSizeOfMessages() {
		byte[] fits = padded(MAX_SIZE);
		byte[] tooLarge = padded(MAX_SIZE + 1);

		assertThat(client.send(client.request(ISSUE, "application/json", fits)).status()).isEqualTo(200);
		assertThat(client.send(client.request(ISSUE, "application/json", tooLarge)).error())
			.isEqualTo("429 resource_exhausted");
		assertThat(client
			.send(client.request(ISSUE)
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge))))
			.error()).isEqualTo("429 resource_exhausted");
		assertThat(issued()).isOne();
	}

	private byte[] padded(int size) {
		String json = "{\"campaignId\": \"" + id + "\"}";
		return (json + " ".repeat(size - json.length())).getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void countsCallsByProcedure() {
		client.send(issuing());
		client.send(client.json("/v1.CouponService/" + id, "{}"));

		// A call is counted when its answer has left, so it may be here before.
		List<String> series = series();
		for (int look = 0; look < 200 && series.stream().noneMatch(line -> line.contains("{*procedure}")); look++) {
			series = series();
		}
		assertThat(series).anyMatch(line -> line.contains("uri=\"" + ISSUE + "\""))
			.anyMatch(line -> line.contains("uri=\"/v1.CouponService/{*procedure}\""))
			.noneMatch(line -> line.contains(id));
	}

	private List<String> series() {
		return api.get("/actuator/prometheus")
			.body()
			.lines()
			.filter(line -> line.contains("http_server_requests"))
			.toList();
	}

	@Test
	void saysNothingOfItselfInTheOpenApiDocument() {
		assertThat(api.get("/v3/api-docs").body()).doesNotContain("/v1.", "BaseResponse");
	}

}
