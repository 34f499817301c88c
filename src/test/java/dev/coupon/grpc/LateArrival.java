package dev.coupon.grpc;

import static org.awaitility.Awaitility.await;

import io.grpc.Context;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;

/** Holds calls that have its header back until their clients have given them up. */
@TestComponent
@GlobalServerInterceptor
@Order(LateArrival.LAST)
class LateArrival implements ServerInterceptor {

	static final String HEADER = "x-late";

	static final int LAST = 1000;

	/** Is counted down when the procedure is through with such a call. */
	final CountDownLatch passed = new CountDownLatch(1);

	@Override
	public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
			ServerCallHandler<Q, A> next) {
		ServerCall.Listener<Q> listener = next.startCall(call, headers);
		if (!headers.containsKey(GrpcClient.key(HEADER))) {
			return listener;
		}
		Context context = Context.current();
		return new SimpleForwardingServerCallListener<>(listener) {
			@Override
			public void onHalfClose() {
				await().until(context::isCancelled);
				super.onHalfClose();
				passed.countDown();
			}
		};
	}

}
