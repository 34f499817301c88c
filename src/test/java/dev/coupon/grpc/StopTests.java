package dev.coupon.grpc;

import static dev.coupon.grpc.GrpcClient.campaign;
import static dev.coupon.grpc.GrpcClient.issuing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coupon.procedure.v1.CouponServiceGrpc;
import dev.coupon.procedure.v1.IssueCouponRes;
import dev.coupon.testing.Api;
import dev.coupon.testing.TestSetup.StoreFailure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** The end of calls that are under way when the service stops. */
@GrpcTest
class StopTests {

	@Test
	void answersTheCallsUnderWay(@Autowired GrpcClient client, @Autowired StoreFailure failure,
			@Autowired GrpcServerLifecycle server) throws Exception {
		String id = Api.newId();
		client.campaigns().createCampaign(campaign(id, 9));
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch stopping = new CountDownLatch(1);
		CountDownLatch stopped = new CountDownLatch(1);

		Future<IssueCouponRes> underWay = failure.during(() -> {
			arrived.countDown();
			awaitCountdown(stopping);
			return null;
		}, () -> {
			Future<IssueCouponRes> call = CouponServiceGrpc.newFutureStub(client.connection()).issueCoupon(issuing(id));
			awaitCountdown(arrived);
			server.stop(stopped::countDown);
			await().until(() -> !server.isRunning());
			stopping.countDown();
			return call;
		});

		assertThat(underWay.get(20, TimeUnit.SECONDS).getResult().getSuccess()).isTrue();
		awaitCountdown(stopped);
		server.start();
	}

	private static void awaitCountdown(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

}
