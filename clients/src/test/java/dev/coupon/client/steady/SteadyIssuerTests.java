package dev.coupon.client.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.coupon.client.ApiException;
import dev.coupon.client.ApiResponse;
import dev.coupon.client.api.CampaignsApi;
import dev.coupon.client.api.CouponsApi;
import dev.coupon.client.api.UsersApi;
import dev.coupon.client.model.Batch;
import dev.coupon.client.model.BatchItem;
import dev.coupon.client.model.BatchRow;
import dev.coupon.client.model.CampaignSettings;
import dev.coupon.client.model.Coupon;
import dev.coupon.client.model.IssueBody;
import dev.coupon.client.model.Problem;
import dev.coupon.client.model.RedemptionBody;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The generated client and the running service. */
class SteadyIssuerTests {

	private final SteadyIssuer issuer = new SteadyIssuer(System.getProperty("coupon.url"), "");

	private final AtomicInteger requests = new AtomicInteger();

	private final Set<String> keys = new ConcurrentSkipListSet<>();

	private final CouponsApi coupons = new CouponsApi(issuer.client());

	private String campaign(long maxCoupons) throws ApiException {
		String id = "client-" + UUID.randomUUID();
		return new CampaignsApi(issuer.client())
			.createCampaign(new CampaignSettings().id(id)
				.startsAt("2026-01-01")
				.endsAt("2090-12-31")
				.maxCoupons(maxCoupons)
				.perUserLimit(2L), null, null)
			.getId();
	}

	@Test
	void issuesACouponOnceForARequestThatIsRepeated() throws Exception {
		String campaign = campaign(3);

		Coupon coupon = issuer.issue(campaign, "alice", "order-1");

		assertThat(coupon.getStatus()).isEqualTo(Coupon.StatusEnum.ISSUED);
		assertThat(issuer.issue(campaign, "alice", "order-1")).isEqualTo(coupon);
		ApiResponse<Coupon> replay = coupons.issueCouponWithHttpInfo(campaign, "order-1",
				new IssueBody().userId("alice"));
		assertThat(replay.getStatusCode()).isEqualTo(200);
		assertThat(replay.getHeaders()).containsKey("idempotent-replayed");
	}

	@Test
	void readsWhyThereIsNoCoupon() throws Exception {
		String campaign = campaign(2);
		issuer.issue(campaign, "alice", "order-1");
		issuer.issue(campaign, "alice", "order-2");

		assertThat(refusal(campaign, "alice")).isEqualTo(Problem.CodeEnum.USER_LIMIT_REACHED);
		assertThat(refusal(campaign, "bob")).isEqualTo(Problem.CodeEnum.CAMPAIGN_EXHAUSTED);
		assertThat(refusal("none", "bob")).isEqualTo(Problem.CodeEnum.CAMPAIGN_NOT_FOUND);
	}

	private Problem.CodeEnum refusal(String campaign, String user) {
		ApiException e = catchThrowableOfType(ApiException.class, () -> issuer.issue(campaign, user, "order-3"));
		return issuer.problem(e).orElseThrow().getCode();
	}

	@Test
	void redeemsACouponAndReadsTheWalletOfItsUser() throws Exception {
		String user = "user-" + UUID.randomUUID();
		String first = issuer.issue(campaign(1), user, "order-1").getCode();
		String second = issuer.issue(campaign(1), user, "order-1").getCode();

		assertThat(coupons.redeemCoupon(first, "till-1", null, new RedemptionBody().reference("order-9")).getStatus())
			.isEqualTo(Coupon.StatusEnum.REDEEMED);

		assertThat(new UsersApi(issuer.client()).listUserCoupons(user, null, null, null, null).getItems())
			.extracting(Coupon::getCode)
			.containsExactly(second, first);
	}

	@Test
	void issuesABatchAndItsRepetition() throws Exception {
		String campaign = campaign(2);
		Batch batch = new Batch();
		List.of("alice", "bob", "carol").forEach(user -> batch.addItemsItem(new BatchItem().userId(user)));

		List<BatchRow> rows = issuer.issue(campaign, batch, "mailing");

		assertThat(rows).extracting(BatchRow::getStatus).containsExactlyInAnyOrder(201, 201, 409);
		assertThat(rows).extracting(BatchRow::getCode).contains("campaign-exhausted");
		assertThat(issuer.issue(campaign, batch, "mailing")).extracting(BatchRow::getStatus)
			.containsExactlyInAnyOrder(200, 200, 409);
	}

	@Test
	void isNotBrokenByWhatANewerServiceSays() throws Exception {
		Coupon coupon = issuer.client().getObjectMapper().readValue("""
				{"code": "A", "campaignId": "c", "sequence": 1, "issuedAt": "2026-11-27T09:00:00Z",
				 "expiresAt": "2099-12-31T23:00:00Z", "status": "FROZEN", "colour": "red"}""", Coupon.class);
		Problem problem = issuer.problem(new ApiException(409, null, """
				{"status": 409, "code": "too-cold", "title": "Too cold"}""")).orElseThrow();

		assertThat(coupon.getStatus()).isEqualTo(Coupon.StatusEnum.UNKNOWN_DEFAULT_OPEN_API);
		assertThat(problem.getCode()).isEqualTo(Problem.CodeEnum.UNKNOWN_DEFAULT_OPEN_API);
		assertThat(problem.getStatus()).isEqualTo(409);
	}

	@Test
	void sendsTheSameKeyAgainUntilTheServiceAnswers() throws Exception {
		assertThat(issueFromAServiceThatIsBusyTwice("").getCode()).isEqualTo("A");

		assertThat(requests).hasValue(3);
		assertThat(keys).containsExactly("order-1");
	}

	@Test
	void triesAgainWhateverTextTheServiceAsksToWaitBy() throws Exception {
		assertThat(issueFromAServiceThatIsBusyTwice("Fri, 27 Nov 2020 09:00:00 GMT").getCode()).isEqualTo("A");
		requests.set(0);
		assertThat(issueFromAServiceThatIsBusyTwice("soon").getCode()).isEqualTo("A");
	}

	@Test
	void givesUpIfTheServiceAsksToWaitForMoreThanAMinute() {
		ApiException e = catchThrowableOfType(ApiException.class, () -> issueFromAServiceThatIsBusyTwice("61"));

		assertThat(e.getCode()).isEqualTo(503);
		assertThat(e.getResponseHeaders().firstValue("Retry-After")).hasValue("61");
		assertThat(requests).hasValue(1);
	}

	/** Issues from a service that answers 503, then 429, and then with a coupon. */
	private Coupon issueFromAServiceThatIsBusyTwice(String retryAfter) throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", exchange -> {
			keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
			int status = switch (requests.incrementAndGet()) {
				case 1 -> 503;
				case 2 -> 429;
				default -> 201;
			};
			byte[] body = "{\"code\": \"A\", \"sequence\": 1}".getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			if (status != 201 && !retryAfter.isEmpty()) {
				exchange.getResponseHeaders().set("Retry-After", retryAfter);
			}
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		try {
			SteadyIssuer failing = new SteadyIssuer("http://localhost:" + server.getAddress().getPort(), "key");
			return failing.issue("c", "alice", "order-1");
		}
		finally {
			server.stop(0);
		}
	}

}
