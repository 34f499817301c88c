package dev.coupon.grpc;

import static dev.coupon.grpc.GrpcClient.campaign;
import static dev.coupon.grpc.GrpcClient.error;
import static dev.coupon.grpc.GrpcClient.issuing;
import static dev.coupon.grpc.GrpcClient.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.grpc.GrpcClient.CallError;
import dev.coupon.procedure.v1.BaseResponse;
import dev.coupon.procedure.v1.CouponServiceGrpc;
import dev.coupon.procedure.v1.CouponServiceGrpc.CouponServiceBlockingStub;
import dev.coupon.procedure.v1.GetCampaignRes;
import dev.coupon.procedure.v1.IssueCouponReq;
import dev.coupon.procedure.v1.IssueCouponRes;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestSetup.StoreFailure;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.health.v1.HealthGrpc.HealthBlockingStub;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The answers and errors of the procedures over gRPC. */
@GrpcTest
class CallTests {

	private final GrpcClient client;

	private final Api api;

	private final StoreFailure failure;

	private final String id = Api.newId();

	@Autowired
	CallTests(GrpcClient client, Api api, StoreFailure failure) {
		this.client = client;
		this.api = api;
		this.failure = failure;
	}

	private static BaseResponse refused(String message, String errorCode) {
		return BaseResponse.newBuilder().setMessage(message).setErrorCode(errorCode).build();
	}

	private static BaseResponse done() {
		return BaseResponse.newBuilder().setSuccess(true).build();
	}

	private int issued() {
		return api.get("/api/v1/campaigns/" + id).json().path("issued").asInt();
	}

	@Test
	void createsIssuesAndReads() {
		assertThat(client.campaigns().createCampaign(campaign(id, 75)).getResult()).isEqualTo(done());
		IssueCouponRes issued = client.coupons().issueCoupon(issuing(id));

		assertThat(issued.getResult()).isEqualTo(done());
		assertThat(issued.getCouponCode()).matches("[가-힣0-9]{10}");
		GetCampaignRes read = client.campaigns().getCampaign(reading(id));
		assertThat(read.getResult()).isEqualTo(done());
		assertThat(read.getInfo().getAllCouponIdsList()).containsExactly(issued.getCouponCode());
		assertThat(api.get("/api/v1/coupons/" + issued.getCouponCode()).json().path("campaignId").asString())
			.isEqualTo(id);
	}

	@Test
	void answersRefusalsAsConnectDoes() {
		client.campaigns().createCampaign(campaign(id, 1));
		client.coupons().issueCoupon(issuing(id));

		assertThat(client.campaigns().createCampaign(campaign(id, 1)).getResult())
			.isEqualTo(refused("campaign already exists", "campaign-exists"));
		assertThat(client.campaigns().createCampaign(campaign(Api.newId(), 0)).getResult().getErrorCode())
			.isEqualTo("invalid-request");
		assertThat(client.coupons().issueCoupon(issuing("nothing")).getResult())
			.isEqualTo(refused("campaign is not exists", "campaign-not-found"));
		assertThat(client.coupons().issueCoupon(issuing(id)).getResult())
			.isEqualTo(refused("no more available coupon", "campaign-exhausted"));
		api.post("/api/v1/campaigns/" + id + "/pause");
		assertThat(client.coupons().issueCoupon(issuing(id)).getResult())
			.isEqualTo(refused("campaign not valid at this time", "campaign-paused"));
	}

	@Test
	void answersErrorsWithTheCodesOfConnect() {
		client.campaigns().createCampaign(campaign(id, 9));

		CallError unreadable = error(() -> client.campaigns()
			.createCampaign(campaign(Api.newId(), 1).toBuilder().setStartDate("tomorrow").build()));
		assertThat(unreadable.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
		assertThat(unreadable.message()).startsWith("startDate or expiredDate can't be read");
		CallError unknown = error(() -> client.campaigns().getCampaign(reading("nothing")));
		assertThat(unknown.code()).isEqualTo(Status.Code.NOT_FOUND);
		assertThat(unknown.message()).isEqualTo("campaign is not exists");
	}

	@Test
	void saysWhatBecameOfACallThatTheStoreFailedAt() {
		client.campaigns().createCampaign(campaign(id, 9));

		CallError overloaded = failure.during(() -> new OverloadedException("provoked"),
				() -> error(() -> client.coupons().issueCoupon(issuing(id))));
		CallError uncertain = failure.during(
				() -> new OutcomeUnknownException("provoked", new IllegalStateException("provoked")),
				() -> error(() -> client.coupons().issueCoupon(issuing(id))));
		CallError broken = failure.during(() -> new IllegalStateException("provoked"),
				() -> error(() -> client.coupons().issueCoupon(issuing(id))));

		assertThat(overloaded.code()).isEqualTo(Status.Code.UNAVAILABLE);
		assertThat(overloaded.trailer("retry-after")).isEqualTo("1");
		assertThat(uncertain.code()).isEqualTo(Status.Code.UNKNOWN);
		assertThat(uncertain.message()).contains("same Idempotency-Key");
		assertThat(broken.code()).isEqualTo(Status.Code.INTERNAL);
		assertThat(broken.message()).doesNotContain("provoked");
		assertThat(issued()).isZero();
	}

	@Test
	void issuesTheSameCouponForTheSameKeyThroughEachApi() {
		client.campaigns().createCampaign(campaign(id, 9));

		String code = client.coupons("idempotency-key", "k1").issueCoupon(issuing(id)).getCouponCode();

		assertThat(client.coupons("idempotency-key", "k1").issueCoupon(issuing(id)).getCouponCode()).isEqualTo(code);
		assertThat(client.coupons("idempotency-key", "k2").issueCoupon(issuing(id)).getCouponCode()).isNotEqualTo(code);
		assertThat(api.request("POST", "/api/v1/campaigns/" + id + "/coupons")
			.header("Idempotency-Key", "k1")
			.send()
			.json()
			.path("code")
			.asString()).isEqualTo(code);
		assertThat(issued()).isEqualTo(2);
	}

	@Test
	void createsACampaignOnceForTheSameKey() {
		for (int i = 0; i < 2; i++) {
			assertThat(client.campaigns("idempotency-key", "c-" + id).createCampaign(campaign(id, 9)).getResult())
				.isEqualTo(done());
		}
	}

	@Test
	void refusesKeysThatAreNone() {
		client.campaigns().createCampaign(campaign(id, 9));

		for (CallError error : List.of(
				error(() -> client.coupons("idempotency-key", "k".repeat(256)).issueCoupon(issuing(id))),
				error(() -> client.coupons("idempotency-key", "a", "idempotency-key", "b").issueCoupon(issuing(id))))) {
			assertThat(error.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
			assertThat(error.message()).startsWith("Idempotency-Key must be given once");
		}
		assertThat(issued()).isZero();
	}

	@Test
	void doesNothingAfterTheDeadline(@Autowired LateArrival late) {
		client.campaigns().createCampaign(campaign(id, 9));

		CallError error = error(() -> client.coupons(LateArrival.HEADER, "yes")
			.withDeadlineAfter(300, TimeUnit.MILLISECONDS)
			.issueCoupon(issuing(id)));
		awaitCountdown(late.passed);

		assertThat(error.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
		assertThat(issued()).isZero();
	}

	@Test
	void carriesACallToItsEndThatTheClientHasGivenUp() {
		client.campaigns().createCampaign(campaign(id, 9));
		CountDownLatch givenUp = new CountDownLatch(1);

		CallError late = failure.during(() -> {
			awaitCountdown(givenUp);
			return null;
		}, () -> {
			CallError error = error(
					() -> client.coupons().withDeadlineAfter(300, TimeUnit.MILLISECONDS).issueCoupon(issuing(id)));
			givenUp.countDown();
			await().until(() -> issued() == 1);
			return error;
		});

		assertThat(late.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
		assertThat(client.coupons().issueCoupon(issuing(id)).getResult()).isEqualTo(done());
	}

	private static void awaitCountdown(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	@Test
	void limitsTheSizeOfMessagesAsSentAndAsDecompressed() {
		IssueCouponReq large = issuing("x".repeat(70_000));

		for (CouponServiceBlockingStub stub : List.of(client.coupons(), client.coupons().withCompression("gzip"))) {
			assertThat(error(() -> stub.issueCoupon(large)).code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
		}
		assertThat(client.coupons().withCompression("gzip").issueCoupon(issuing("x".repeat(60_000))).getResult())
			.isEqualTo(refused("campaign is not exists", "campaign-not-found"));
	}

	@Test
	void refusesMessagesThatAreNone() {
		MethodDescriptor<IssueCouponReq, IssueCouponRes> broken = CouponServiceGrpc.getIssueCouponMethod()
			.toBuilder(new BrokenMarshaller(), CouponServiceGrpc.getIssueCouponMethod().getResponseMarshaller())
			.build();

		assertThat(error(
				() -> ClientCalls.blockingUnaryCall(client.connection(), broken, CallOptions.DEFAULT, issuing(id)))
			.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
	}

	/** Sends bytes that are no message. */
	private static final class BrokenMarshaller implements MethodDescriptor.Marshaller<IssueCouponReq> {

		@Override
		public InputStream stream(IssueCouponReq message) {
			return new ByteArrayInputStream(new byte[] { 10, 99, 1 });
		}

		@Override
		public IssueCouponReq parse(InputStream sent) {
			throw new UnsupportedOperationException();
		}

	}

	@Test
	void knowsNoOtherProcedures() {
		MethodDescriptor<IssueCouponReq, IssueCouponRes> unknown = CouponServiceGrpc.getIssueCouponMethod()
			.toBuilder()
			.setFullMethodName("v1.CouponService/Unknown")
			.build();

		assertThat(error(
				() -> ClientCalls.blockingUnaryCall(client.connection(), unknown, CallOptions.DEFAULT, issuing(id)))
			.code()).isEqualTo(Status.Code.UNIMPLEMENTED);
	}

	@Test
	void tellsTheIdUnderWhichTheLogHasTheCall() {
		AtomicReference<@Nullable Metadata> trailers = new AtomicReference<>();
		client.coupons()
			.withInterceptors(MetadataUtils.newCaptureMetadataInterceptor(new AtomicReference<>(), trailers))
			.issueCoupon(issuing("nothing"));
		String traced = error(
				() -> client.campaigns("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
					.getCampaign(reading("nothing")))
			.trailer("x-request-id");

		assertThat(Objects.requireNonNull(trailers.get()).get(GrpcClient.key("x-request-id"))).hasSize(32);
		assertThat(traced).isEqualTo("0af7651916cd43dd8448eb211c80319c");
	}

	@Test
	void saysInItsHealthThatItServes() {
		HealthBlockingStub health = HealthGrpc.newBlockingStub(client.connection());

		await().until(() -> health.check(HealthCheckRequest.getDefaultInstance()).getStatus() == ServingStatus.SERVING);
	}

	@Test
	void tellsItsServicesByReflection() {
		List<String> services = new ArrayList<>();
		CountDownLatch end = new CountDownLatch(1);
		StreamObserver<ServerReflectionRequest> requests = ServerReflectionGrpc.newStub(client.connection())
			.serverReflectionInfo(new StreamObserver<>() {
				@Override
				public void onNext(ServerReflectionResponse answer) {
					answer.getListServicesResponse().getServiceList().forEach(known -> services.add(known.getName()));
				}

				@Override
				public void onError(Throwable e) {
					end.countDown();
				}

				@Override
				public void onCompleted() {
					end.countDown();
				}
			});
		requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
		requests.onCompleted();
		awaitCountdown(end);

		assertThat(services).containsExactlyInAnyOrder("v1.CampaignService", "v1.CouponService",
				"grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");
	}

	@Test
	void countsCallsAndWhatBecameOfThem(@Autowired MeterRegistry meters) {
		client.coupons().issueCoupon(issuing("nothing"));
		error(() -> client.campaigns().getCampaign(reading("nothing")));
		error(() -> client.campaigns("x-forwarded-for", "192.0.2.1").getCampaign(reading("nothing")));

		for (String status : List.of("OK", "NOT_FOUND", "PERMISSION_DENIED")) {
			await().until(() -> meters.find("grpc.server").tag("grpc.status_code", status).timer() != null);
		}
	}

}
