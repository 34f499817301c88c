package dev.coupon.grpc;

import dev.coupon.grpc.protocol.UnaryCalls;
import dev.coupon.procedure.Procedures;
import dev.coupon.procedure.v1.CouponServiceGrpc;
import dev.coupon.procedure.v1.IssueCouponReq;
import dev.coupon.procedure.v1.IssueCouponRes;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Service;

/** The service {@code v1.CouponService}. */
@Service
@ConditionalOnBooleanProperty("spring.grpc.server.enabled")
class CouponCalls implements CouponServiceGrpc.AsyncService, BindableService {

	private final Procedures procedures;

	private final UnaryCalls calls;

	CouponCalls(Procedures procedures, UnaryCalls calls) {
		this.procedures = procedures;
		this.calls = calls;
	}

	@Override
	public ServerServiceDefinition bindService() {
		return UnaryCalls.readingLate(CouponServiceGrpc.bindService(this));
	}

	@Override
	public void issueCoupon(IssueCouponReq request, StreamObserver<IssueCouponRes> client) {
		calls.answer(client, key -> procedures.issueCoupon(request, key));
	}

}
