package dev.coupon.grpc;

import static dev.coupon.grpc.GrpcClient.campaign;
import static dev.coupon.grpc.GrpcClient.error;
import static dev.coupon.grpc.GrpcClient.issuing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coupon.caller.Role;
import dev.coupon.grpc.GrpcClient.CallError;
import dev.coupon.procedure.v1.CouponServiceGrpc;
import dev.coupon.procedure.v1.CouponServiceGrpc.CouponServiceBlockingStub;
import dev.coupon.procedure.v1.IssueCouponReq;
import dev.coupon.procedure.v1.IssueCouponRes;
import dev.coupon.testing.Api;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.TestKeys;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The callers of each call: with keys, with tokens, and without any. */
class CallAccessTests {

	private static final MethodDescriptor<?, ?> HEALTH = HealthGrpc.getCheckMethod();

	/** The calls that the running server knows, by the names of their methods. */
	private static Stream<MethodDescriptor<?, ?>> methods(ApplicationContext service) {
		return service.getBeansOfType(BindableService.class)
			.values()
			.stream()
			.flatMap(known -> known.bindService().getMethods().stream())
			.map(ServerMethodDefinition::getMethodDescriptor);
	}

	/** The code that an empty message of the method is answered with. */
	@SuppressWarnings("unchecked") // Empty messages of all types are alike.
	private static Status.Code answer(GrpcClient client, MethodDescriptor<?, ?> method, String... headers) {
		MethodDescriptor<IssueCouponReq, IssueCouponRes> sent = CouponServiceGrpc.getIssueCouponMethod()
			.toBuilder()
			.setFullMethodName(method.getFullMethodName())
			.build();
		Metadata metadata = new Metadata();
		for (int i = 0; i < headers.length; i += 2) {
			metadata.put(GrpcClient.key(headers[i]), headers[i + 1]);
		}
		ClientCall<IssueCouponReq, IssueCouponRes> call = client.connection().newCall(sent, CallOptions.DEFAULT);
		CompletableFuture<Status.Code> answer = new CompletableFuture<>();
		call.start(new FirstAnswer(answer), metadata);
		call.request(1);
		call.sendMessage(IssueCouponReq.getDefaultInstance());
		call.halfClose();
		Status.Code code = answer.orTimeout(10, TimeUnit.SECONDS).join();
		call.cancel("That is enough", null);
		return code;
	}

	/**
	 * Takes the first message or, without one, the end of a call, which may be endless.
	 */
	private static final class FirstAnswer extends ClientCall.Listener<IssueCouponRes> {

		private final CompletableFuture<Status.Code> code;

		FirstAnswer(CompletableFuture<Status.Code> code) {
			this.code = code;
		}

		@Override
		public void onMessage(IssueCouponRes message) {
			code.complete(Status.Code.OK);
		}

		@Override
		public void onClose(Status status, Metadata trailers) {
			code.complete(status.getCode());
		}

	}

	@Nested
	@SecuredTest
	@TestPropertySource(properties = { "spring.grpc.server.enabled=true", "spring.grpc.server.port=0",
			"coupon.limits.failed-authentications=5/1h" })
	@Import(GrpcClient.class)
	class WithKeys {

		private final GrpcClient client;

		private final ApplicationContext service;

		@Autowired
		WithKeys(GrpcClient client, ApplicationContext service) {
			this.client = client;
			this.service = service;
		}

		private static Set<Role> allowed(String method) {
			if (method.startsWith("grpc.health.") || method.startsWith("grpc.reflection.")) {
				return Set.of(Role.values());
			}
			return Set.of(method.equals("v1.CouponService/IssueCoupon") ? Role.ISSUE : Role.ADMIN);
		}

		@TestFactory
		Stream<DynamicTest> letsInWhomTheTableNames() {
			return methods(service).filter(method -> method.getType() == MethodType.UNARY)
				.flatMap(method -> Arrays.stream(Role.values())
					.map(role -> dynamicTest(method.getFullMethodName() + " with " + role, () -> {
						Status.Code answer = answer(client, method, "authorization", "Bearer " + TestKeys.of(role));
						boolean isAllowed = allowed(method.getFullMethodName()).contains(role);
						assertThat(answer == Status.Code.PERMISSION_DENIED).as("%s", answer).isEqualTo(!isAllowed);
						assertThat(answer).isNotEqualTo(Status.Code.UNAUTHENTICATED);
					})));
		}

		@Test
		void wantsAKeyForAllButAHealthCheckAndReflection() {
			assertThat(methods(service).filter(method -> answer(client, method) == Status.Code.UNAUTHENTICATED))
				.extracting(MethodDescriptor::getFullMethodName)
				.containsExactlyInAnyOrder("v1.CampaignService/CreateCampaign", "v1.CampaignService/GetCampaign",
						"v1.CouponService/IssueCoupon", "grpc.health.v1.Health/Watch");
		}

		@Test
		void takesAKeyInEitherHeader() {
			assertThat(client.coupons("x-api-key", TestKeys.of(Role.ISSUE)).issueCoupon(issuing("nothing")).hasResult())
				.isTrue();
			assertThat(
					error(() -> client.coupons("authorization", "Basic YTpi").issueCoupon(issuing("nothing"))).code())
				.isEqualTo(Status.Code.UNAUTHENTICATED);
			assertThat(
					error(() -> client.coupons("authorization", "Bearer a b").issueCoupon(issuing("nothing"))).code())
				.isEqualTo(Status.Code.UNAUTHENTICATED);
		}

		@Test
		void saysWhichRoleWouldDo() {
			assertThat(
					error(() -> client.campaigns("x-api-key", TestKeys.of(Role.ISSUE)).createCampaign(campaign("c", 1)))
						.message())
				.endsWith("The role ADMIN would do.");
		}

		@Test
		void slowsDownThoseWhoGuessKeys() {
			List<Status.Code> answers = new ArrayList<>();
			for (int i = 0; i < 7; i++) {
				answers.add(error(() -> client.coupons("x-api-key", TestKeys.UNKNOWN).issueCoupon(issuing("nothing")))
					.code());
			}
			CallError refused = error(
					() -> client.coupons("x-api-key", TestKeys.UNKNOWN).issueCoupon(issuing("nothing")));

			assertThat(answers).startsWith(Status.Code.UNAUTHENTICATED).endsWith(Status.Code.RESOURCE_EXHAUSTED);
			assertThat(refused.trailer("retry-after")).isNotNull();
			assertThat(client.coupons("x-api-key", TestKeys.of(Role.ISSUE)).issueCoupon(issuing("nothing")).hasResult())
				.isTrue();
		}

		@Test
		void namesTheCallerInTheAudit(@Autowired Api api) {
			String id = Api.newId();
			client.campaigns("x-api-key", TestKeys.of(Role.ADMIN)).createCampaign(campaign(id, 1));

			JsonNode entry = api.request("GET", "/api/v1/audit?campaignId=" + id)
				.key(TestKeys.of(Role.VIEW))
				.send()
				.json()
				.path("items")
				.path(0);

			assertThat(entry.path("by").asString()).isEqualTo("for-admin");
			assertThat(entry.path("address").asString()).isEqualTo("127.0.0.1");
		}

	}

	@Nested
	@SecuredTest
	@TestPropertySource(properties = { "spring.grpc.server.enabled=true", "spring.grpc.server.port=0",
			"coupon.limits.issues-per-key=4/1h" })
	@Import(GrpcClient.class)
	class WithARate {

		private final GrpcClient client;

		@Autowired
		WithARate(GrpcClient client) {
			this.client = client;
		}

		@Test
		void countsCallsForTheRateOfTheKey() {
			String id = Api.newId();
			client.campaigns("x-api-key", TestKeys.of(Role.ADMIN)).createCampaign(campaign(id, 9));
			CouponServiceBlockingStub coupons = client.coupons("x-api-key", TestKeys.of(Role.ISSUE));
			for (int i = 0; i < 4; i++) {
				assertThat(coupons.issueCoupon(issuing(id)).getResult().getSuccess()).isTrue();
			}

			CallError limited = error(() -> coupons.issueCoupon(issuing(id)));

			assertThat(limited.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
			assertThat(limited.trailer("retry-after")).isNotNull();
			assertThat(limited.trailer("ratelimit")).isNotNull();
		}

	}

	@Nested
	@GrpcTest
	class WithoutKeys {

		private final GrpcClient client;

		private final ApplicationContext service;

		@Autowired
		WithoutKeys(GrpcClient client, ApplicationContext service) {
			this.client = client;
			this.service = service;
		}

		@Test
		void turnsAwayWhatAProxyPassesOnExceptQuestionsForHealth() {
			assertThat(methods(service).filter(
					method -> answer(client, method, "x-forwarded-for", "192.0.2.1") != Status.Code.PERMISSION_DENIED))
				.isNotEmpty()
				.allSatisfy(method -> assertThat(method.getServiceName()).isEqualTo(HEALTH.getServiceName()));
		}

		@Test
		void answersToItsOwnNamesOnly() {
			ManagedChannel elsewhere = NettyChannelBuilder.forAddress("localhost", client.port())
				.overrideAuthority("evil.example")
				.usePlaintext()
				.build();
			try {
				CallError refused = error(
						() -> CouponServiceGrpc.newBlockingStub(elsewhere).issueCoupon(issuing("nothing")));
				assertThat(refused.code()).isEqualTo(Status.Code.PERMISSION_DENIED);
				assertThat(refused.message()).contains("coupon.security.trusted-hosts");
			}
			finally {
				elsewhere.shutdownNow();
			}
		}

	}

	@Nested
	@GrpcTest
	@TestPropertySource(properties = "coupon.security.trusted-networks=192.0.2.0/24")
	class FromElsewhere {

		private final GrpcClient client;

		@Autowired
		FromElsewhere(GrpcClient client) {
			this.client = client;
		}

		@Test
		void turnsAwayNetworksThatAreNotTrusted() {
			CallError refused = error(() -> client.coupons().issueCoupon(issuing("nothing")));

			assertThat(refused.code()).isEqualTo(Status.Code.PERMISSION_DENIED);
			assertThat(refused.message()).contains("coupon.security.trusted-networks");
			assertThat(answer(client, HEALTH)).isEqualTo(Status.Code.OK);
		}

	}

}
