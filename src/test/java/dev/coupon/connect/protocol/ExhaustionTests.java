package dev.coupon.connect.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.procedure.v1.IssueCouponRes;
import dev.coupon.testing.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** One campaign that is asked for coupons through both APIs at once. */
@ConnectTest
class ExhaustionTests {

	private static final int COUPONS = 500;

	private static final String NONE = "";

	private final ConnectClient client;

	private final Api api;

	@Autowired
	ExhaustionTests(ConnectClient client, Api api) {
		this.client = client;
		this.api = api;
	}

	@Test
	void issuesExactlyAsManyCouponsThroughBothApisAtOnce() throws Exception {
		String id = Api.newId();
		client.create(Codec.PROTO, id, COUPONS);
		List<Callable<String>> calls = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			calls.add(() -> throughRest(id));
			calls.add(() -> throughConnect(Codec.JSON, id));
			calls.add(() -> throughConnect(Codec.PROTO, id));
		}

		List<String> codes = all(calls).stream().filter(code -> !code.equals(NONE)).toList();

		assertThat(codes).hasSize(COUPONS).doesNotHaveDuplicates();
		JsonNode campaign = api.get("/api/v1/campaigns/" + id + "?codes=1000").json();
		assertThat(campaign.path("issued").asInt()).isEqualTo(COUPONS);
		assertThat(client.get(Codec.JSON, id).getInfo().getAllCouponIdsList())
			.containsExactlyInAnyOrderElementsOf(codes)
			.containsExactlyElementsOf(
					IntStream.range(0, COUPONS).mapToObj(i -> campaign.path("codes").path(i).asString()).toList());
	}

	/** The code, or none if the campaign is exhausted, which is the only other answer. */
	private String throughRest(String id) {
		Api.Answer answer = api.post("/api/v1/campaigns/" + id + "/coupons");
		assertThat(answer.status() == 201 || answer.problem().equals("campaign-exhausted")).as("%s", answer).isTrue();
		return answer.status() == 201 ? answer.json().path("code").asString() : NONE;
	}

	private String throughConnect(Codec codec, String id) {
		IssueCouponRes answer = client.issue(codec, id);
		assertThat(
				answer.getResult().getSuccess() || answer.getResult().getMessage().equals("no more available coupon"))
			.as("%s", answer)
			.isTrue();
		return answer.getCouponCode();
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
