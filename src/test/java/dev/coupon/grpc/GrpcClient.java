package dev.coupon.grpc;

import static org.assertj.core.api.Assertions.fail;

import dev.coupon.procedure.v1.CampaignServiceGrpc;
import dev.coupon.procedure.v1.CampaignServiceGrpc.CampaignServiceBlockingStub;
import dev.coupon.procedure.v1.CouponServiceGrpc;
import dev.coupon.procedure.v1.CouponServiceGrpc.CouponServiceBlockingStub;
import dev.coupon.procedure.v1.CreateCampaignReq;
import dev.coupon.procedure.v1.GetCampaignReq;
import dev.coupon.procedure.v1.IssueCouponReq;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** A client made of generated stubs, with one connection to the running service. */
@Lazy
@TestComponent
class GrpcClient implements AutoCloseable {

	private final GrpcServerLifecycle server;

	private final Map<Integer, ManagedChannel> connections = new ConcurrentHashMap<>();

	GrpcClient(GrpcServerLifecycle server) {
		this.server = server;
	}

	/**
	 * The port, which changes when Spring pauses the service between two test classes.
	 */
	int port() {
		return server.getPort();
	}

	ManagedChannel connection() {
		return connections.computeIfAbsent(port(),
				port -> NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build());
	}

	CouponServiceBlockingStub coupons(String... headers) {
		return with(CouponServiceGrpc.newBlockingStub(connection()), headers);
	}

	CampaignServiceBlockingStub campaigns(String... headers) {
		return with(CampaignServiceGrpc.newBlockingStub(connection()), headers);
	}

	/** A stub whose calls have further headers: names and values in turn. */
	static <S extends AbstractStub<S>> S with(S stub, String... headers) {
		Metadata sent = new Metadata();
		for (int i = 0; i < headers.length; i += 2) {
			sent.put(key(headers[i]), headers[i + 1]);
		}
		return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(sent))
			.withDeadlineAfter(20, TimeUnit.SECONDS);
	}

	static Metadata.Key<String> key(String name) {
		return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
	}

	/** A campaign that runs for years. */
	static CreateCampaignReq campaign(String id, long maxCoupon) {
		return CreateCampaignReq.newBuilder()
			.setCampaignId(id)
			.setStartDate("20260101")
			.setExpiredDate("20901231")
			.setMaxCoupon(maxCoupon)
			.build();
	}

	static IssueCouponReq issuing(String id) {
		return IssueCouponReq.newBuilder().setCampaignId(id).build();
	}

	static GetCampaignReq reading(String id) {
		return GetCampaignReq.newBuilder().setCampaignId(id).build();
	}

	/** The error that a call gets. */
	static CallError error(Supplier<?> call) {
		try {
			return fail("there is an answer: " + call.get());
		}
		catch (StatusRuntimeException e) {
			Metadata trailers = e.getTrailers();
			return new CallError(e.getStatus().getCode(), e.getStatus().getDescription(),
					trailers == null ? new Metadata() : trailers);
		}
	}

	/** An error that a call got. */
	record CallError(Status.Code code, @Nullable String message, Metadata trailers) {

		@Nullable String trailer(String name) {
			return trailers.get(key(name));
		}
	}

	@Override
	public void close() {
		connections.values().forEach(ManagedChannel::shutdownNow);
	}

}
