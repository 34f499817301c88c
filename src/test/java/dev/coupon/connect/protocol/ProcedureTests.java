package dev.coupon.connect.protocol;

import static dev.coupon.connect.protocol.ConnectClient.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.procedure.v1.BaseResponse;
import dev.coupon.procedure.v1.CampaignInfo;
import dev.coupon.procedure.v1.IssueCouponRes;
import dev.coupon.testing.Api;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TestSetup.StoreFailure;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What the source system's clients rely on, in both codecs. */
@ConnectTest
@TestPropertySource(properties = { "coupon.time-zone=Asia/Seoul", "coupon.connect.max-codes=3" })
class ProcedureTests {

	private final ConnectClient client;

	private final Api api;

	private final SettableClock clock;

	private final StoreFailure failure;

	private final String id = Api.newId();

	@Autowired
	ProcedureTests(ConnectClient client, Api api, SettableClock clock, StoreFailure failure) {
		this.client = client;
		this.api = api;
		this.clock = clock;
		this.failure = failure;
	}

	private static BaseResponse refused(String message, String errorCode) {
		return BaseResponse.newBuilder().setMessage(message).setErrorCode(errorCode).build();
	}

	private static BaseResponse done() {
		return BaseResponse.newBuilder().setSuccess(true).build();
	}

	@ParameterizedTest
	@EnumSource
	void createsIssuesAndReads(Codec codec) {
		assertThat(client.create(codec, id, 75).getResult()).isEqualTo(done());
		IssueCouponRes issued = client.issue(codec, id);

		assertThat(issued.getResult()).isEqualTo(done());
		assertThat(issued.getCouponCode()).matches("[가-힣0-9]{10}");
		assertThat(client.get(codec, id).getResult()).isEqualTo(done());
		assertThat(client.get(codec, id).getInfo()).isEqualTo(CampaignInfo.newBuilder()
			.setCampaignId(id)
			.setStartDate("2026-01-01 00:00:00")
			.setExpiredDate("2090-12-31 23:59:59")
			.addAllCouponIds(issued.getCouponCode())
			.build());
	}

	@Test
	void meansTheSameCampaignsAsTheRestApi() {
		client.create(Codec.JSON, id, 75);

		assertThat(api.get("/api/v1/campaigns/" + id).body()).contains("\"startsAt\":\"2025-12-31T15:00:00Z\"",
				"\"endsAt\":\"2090-12-31T15:00:00Z\"", "\"timeZone\":\"Asia/Seoul\"", "\"maxCoupons\":75",
				"\"codeFormat\":{\"charset\":\"HANGUL\",\"length\":10}");
	}

	@ParameterizedTest
	@CsvSource({ "2026-01-02T03:04:05, 2026-01-02T03:04:06, 2026-01-02 03:04:05, 2026-01-02 03:04:05",
			"2026.01.02, 2026/01/02, 2026-01-02 00:00:00, 2026-01-02 23:59:59",
			"2026-01-02T00:00:00Z, 2026-01-02T00:00:00.500Z, 2026-01-02 09:00:00, 2026-01-02 09:00:00",
			"20260101, 99991231, 2026-01-01 00:00:00, 9999-12-31 23:59:59" })
	void tellsDatesToTheSecond(String start, String end, String startDate, String expiredDate) {
		client.create(Codec.PROTO, campaign(id, 1).setStartDate(start).setExpiredDate(end).build());

		CampaignInfo info = client.get(Codec.PROTO, id).getInfo();
		assertThat(info.getStartDate()).isEqualTo(startDate);
		assertThat(info.getExpiredDate()).isEqualTo(expiredDate);
	}

	@Test
	void tellsAsManyCodesAsTheSettingAllows() {
		client.create(Codec.JSON, id, 10);
		List<String> codes = List.of(client.issue(Codec.JSON, id).getCouponCode(),
				client.issue(Codec.PROTO, id).getCouponCode(), client.issue(Codec.JSON, id).getCouponCode());
		client.issue(Codec.JSON, id);

		assertThat(client.get(Codec.JSON, id).getInfo().getAllCouponIdsList()).isEqualTo(codes);
	}

	@ParameterizedTest
	@EnumSource
	void refusesAnIdForTheSecondTime(Codec codec) {
		client.create(codec, id, 1);
		String restId = api.create(1);

		for (BaseResponse again : List.of(client.create(codec, id, 1).getResult(),
				client.create(codec, id, 2).getResult(), client.create(codec, restId, 1).getResult())) {
			assertThat(again).isEqualTo(refused("campaign already exists", "campaign-exists"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void createsACampaignOnceForARequestThatIsRepeatedWithItsKey(Codec codec) {
		assertThat(client.create(codec, id, 1, "key").getResult()).isEqualTo(done());
		assertThat(client.create(codec, id, 1, "key").getResult()).isEqualTo(done());
		assertThat(client.create(codec, id, 2, "key").getResult())
			.isEqualTo(refused("campaign already exists", "campaign-exists"));
	}

	@ParameterizedTest
	@CsvSource({ "20260102, 20260101, 1, expiredDate must be after", "20260101, 20260102, 0, maxCoupon must be from",
			"20260101, 20260102, -1, maxCoupon must be from", "20260101, 20260102, 100000001, maxCoupon must be from" })
	void refusesABadPeriodOrCount(String start, String end, long maxCoupon, String reason) {
		for (Codec codec : Codec.values()) {
			BaseResponse result = client
				.create(codec, campaign(id, maxCoupon).setStartDate(start).setExpiredDate(end).build())
				.getResult();

			assertThat(result.getSuccess()).isFalse();
			assertThat(result.getErrorCode()).isEqualTo("invalid-request");
			assertThat(result.getMessage()).startsWith(reason);
		}
	}

	@Test
	void refusesABadId() {
		for (String bad : List.of("", " ", "가", "x".repeat(65))) {
			assertThat(client.create(Codec.JSON, bad, 1).getResult().getMessage()).startsWith("campaignId must be");
			assertThat(client.issue(Codec.JSON, bad).getResult())
				.isEqualTo(refused("campaign is not exists", "campaign-not-found"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', 20260101", "2026, 20260101", "20260230, 20260301", "20260101, tomorrow", "20260101, ''" })
	void takesUnreadableDatesForAnError(String start, String end) {
		for (Codec codec : Codec.values()) {
			assertThat(client
				.send(client.request(ConnectClient.CREATE, codec,
						campaign(id, 1).setStartDate(start).setExpiredDate(end).build()))
				.error()).isEqualTo("400 invalid_argument");
		}
	}

	@Test
	void takesAnUnknownCampaignThatIsReadForAnError() {
		for (String body : List.of("{\"campaignId\": \"unknown\"}", "{\"campaignId\": \"\\u0000\"}", "{}")) {
			ConnectClient.Answer answer = client.send(client.json(ConnectClient.GET, body));

			assertThat(answer.error()).isEqualTo("404 not_found");
			assertThat(answer.json().path("message").asString()).isEqualTo("campaign is not exists");
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusesToIssueInTheSourceSystemsWords(Codec codec) {
		String future = "{\"startsAt\": \"2089-01-01\", \"id\": \"" + id
				+ "\", \"endsAt\": \"2090-01-01\", \"maxCoupons\": 1}";
		api.post("/api/v1/campaigns", future);
		String paused = api.create(1);
		api.post("/api/v1/campaigns/" + paused + "/pause");
		String exhausted = api.create(1);
		api.issue(exhausted);
		String invalid = "campaign not valid at this time";

		assertThat(client.issue(codec, "unknown").getResult())
			.isEqualTo(refused("campaign is not exists", "campaign-not-found"));
		assertThat(client.issue(codec, id).getResult()).isEqualTo(refused(invalid, "campaign-not-started"));
		assertThat(client.issue(codec, paused).getResult()).isEqualTo(refused(invalid, "campaign-paused"));
		assertThat(client.issue(codec, exhausted).getResult())
			.isEqualTo(refused("no more available coupon", "campaign-exhausted"));
		assertThat(client.issue(codec, exhausted).getCouponCode()).isEmpty();
	}

	@Test
	void refusesToIssueAfterTheLastSecond() {
		String today = clock.instant().atZone(ZoneId.of("Asia/Seoul")).toLocalDate().toString();
		client.create(Codec.JSON, campaign(id, 9).setExpiredDate(today).build());
		assertThat(client.issue(Codec.JSON, id).getResult()).isEqualTo(done());

		clock.advance(Duration.ofDays(1));
		assertThat(client.issue(Codec.JSON, id).getResult())
			.isEqualTo(refused("campaign not valid at this time", "campaign-ended"));
	}

	@Test
	void tellsWhoNeedsAUserThatThereIsNone() {
		BaseResponse result = client.issue(Codec.JSON, api.create(1, ", \"perUserLimit\": 1")).getResult();

		assertThat(result.getSuccess()).isFalse();
		assertThat(result.getErrorCode()).isEqualTo("user-required");
	}

	@ParameterizedTest
	@EnumSource
	void issuesTheSameCouponForTheSameKey(Codec codec) {
		client.create(codec, id, 2);
		IssueCouponRes first = issue(codec, "key");
		String path = "/api/v1/campaigns/" + id + "/coupons";

		assertThat(issue(codec, "key")).isEqualTo(first);
		assertThat(api.request("POST", path).header("Idempotency-Key", "key").send().json().path("code").asString())
			.isEqualTo(first.getCouponCode());
		for (String[] headers : new String[][] { { "Idempotency-Key", "k".repeat(256) },
				{ "Idempotency-Key", "a", "Idempotency-Key", "b" } }) {
			assertThat(client.send(client.issuing(codec, id).headers(headers)).error())
				.isEqualTo("400 invalid_argument");
		}

		api.request("POST", path).header("Idempotency-Key", "other").json("{\"userId\": \"alice\"}").send();
		assertThat(issue(codec, "other").getResult().getErrorCode()).isEqualTo("idempotency-key-reused");
	}

	private IssueCouponRes issue(Codec codec, String key) {
		return client.send(client.issuing(codec, id).header("Idempotency-Key", key))
			.message(codec, IssueCouponRes.getDefaultInstance());
	}

	@ParameterizedTest
	@EnumSource
	void tellsWhenTheStoreCantTakeItOrTell(Codec codec) {
		ConnectClient.Answer overloaded = failure.during(() -> new OverloadedException("provoked"),
				() -> client.send(client.issuing(codec, id)));
		assertThat(overloaded.error()).isEqualTo("503 unavailable");
		assertThat(overloaded.header("Retry-After")).isEqualTo("1");

		assertThat(failure
			.during(() -> new OutcomeUnknownException("provoked", null), () -> client.send(client.issuing(codec, id)))
			.error()).isEqualTo("500 unknown");
	}

	@Test
	void tellsNothingOfWhatNobodyForesaw() {
		ConnectClient.Answer answer = failure.during(() -> new IllegalStateException("provoked"),
				() -> client.send(client.issuing(Codec.JSON, id)));

		assertThat(answer.error()).isEqualTo("500 internal");
		assertThat(answer.json().path("message").asString()).startsWith("The service failed")
			.doesNotContain("provoked");
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

}
