package dev.coupon.grpc;

import dev.coupon.grpc.protocol.UnaryCalls;
import dev.coupon.procedure.Procedures;
import dev.coupon.procedure.v1.CampaignServiceGrpc;
import dev.coupon.procedure.v1.CreateCampaignReq;
import dev.coupon.procedure.v1.CreateCampaignRes;
import dev.coupon.procedure.v1.GetCampaignReq;
import dev.coupon.procedure.v1.GetCampaignRes;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Service;

/** The service {@code v1.CampaignService}. */
@Service
@ConditionalOnBooleanProperty("spring.grpc.server.enabled")
class CampaignCalls implements CampaignServiceGrpc.AsyncService, BindableService {

	private final Procedures procedures;

	private final UnaryCalls calls;

	private final int maxCodes;

	CampaignCalls(Procedures procedures, UnaryCalls calls, GrpcSettings settings) {
		this.procedures = procedures;
		this.calls = calls;
		this.maxCodes = settings.maxCodes();
	}

	@Override
	public ServerServiceDefinition bindService() {
		return UnaryCalls.readingLate(CampaignServiceGrpc.bindService(this));
	}

	@Override
	public void createCampaign(CreateCampaignReq request, StreamObserver<CreateCampaignRes> client) {
		calls.answer(client, key -> procedures.createCampaign(request, key));
	}

	@Override
	public void getCampaign(GetCampaignReq request, StreamObserver<GetCampaignRes> client) {
		calls.answer(client, key -> procedures.getCampaign(request, maxCodes));
	}

}
