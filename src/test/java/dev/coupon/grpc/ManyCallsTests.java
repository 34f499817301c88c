package dev.coupon.grpc;

import static dev.coupon.grpc.GrpcClient.campaign;
import static dev.coupon.grpc.GrpcClient.issuing;
import static dev.coupon.grpc.GrpcClient.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.procedure.v1.CouponServiceGrpc;
import dev.coupon.procedure.v1.CouponServiceGrpc.CouponServiceFutureStub;
import dev.coupon.procedure.v1.IssueCouponRes;
import dev.coupon.testing.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Many calls at once, and one campaign that is asked for coupons in three ways. */
@GrpcTest
class ManyCallsTests {

	private static final String NONE = "";

	private final GrpcClient client;

	private final Api api;

	private final String id = Api.newId();

	@Autowired
	ManyCallsTests(GrpcClient client, Api api) {
		this.client = client;
		this.api = api;
	}

	@Test
	void answers500CallsAtOnceOnOneConnection() throws Exception {
		client.campaigns().createCampaign(campaign(id, 10_000));
		CouponServiceFutureStub stub = CouponServiceGrpc.newFutureStub(client.connection());
		List<String> codes = new ArrayList<>();

		for (int round = 0; round < 5; round++) {
			List<Future<IssueCouponRes>> underWay = new ArrayList<>();
			for (int i = 0; i < 500; i++) {
				underWay.add(stub.issueCoupon(issuing(id)));
			}
			for (Future<IssueCouponRes> call : underWay) {
				codes.add(call.get(20, TimeUnit.SECONDS).getCouponCode());
			}
		}

		assertThat(codes).hasSize(2500).doesNotHaveDuplicates().doesNotContain(NONE);
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("issued").asInt()).isEqualTo(2500);
	}

	@Test
	void issuesExactlyAsManyCouponsThroughThreeApisAtOnce() throws Exception {
		client.campaigns().createCampaign(campaign(id, 500));
		List<Callable<String>> calls = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			calls.add(this::throughGrpc);
			calls.add(this::throughRest);
			calls.add(this::throughConnect);
		}

		List<String> codes = all(calls).stream().filter(code -> !code.equals(NONE)).toList();

		assertThat(codes).hasSize(500).doesNotHaveDuplicates();
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("issued").asInt()).isEqualTo(500);
		assertThat(client.campaigns().getCampaign(reading(id)).getInfo().getAllCouponIdsList())
			.containsExactlyInAnyOrderElementsOf(codes);
	}

	/** The code, or none if the campaign is exhausted, which is the only other answer. */
	private String throughGrpc() {
		IssueCouponRes answer = client.coupons().issueCoupon(issuing(id));
		assertThat(answer.getResult().getErrorCode()).isIn("", "campaign-exhausted");
		return answer.getCouponCode();
	}

	private String throughRest() {
		Api.Answer answer = api.post("/api/v1/campaigns/" + id + "/coupons");
		assertThat(answer.status() == 201 || answer.problem().equals("campaign-exhausted")).as("%s", answer).isTrue();
		return answer.status() == 201 ? answer.json().path("code").asString() : NONE;
	}

	private String throughConnect() {
		JsonNode answer = api.post("/v1.CouponService/IssueCoupon", "{\"campaignId\": \"" + id + "\"}").json();
		assertThat(answer.path("result").path("errorCode").asString()).isIn("", "campaign-exhausted");
		return answer.path("couponCode").asString();
	}

	private static List<String> all(List<Callable<String>> calls) throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
			List<String> results = new ArrayList<>();
			for (Future<String> result : threads.invokeAll(calls)) {
				results.add(result.get());
			}
			return results;
		}
	}

}
