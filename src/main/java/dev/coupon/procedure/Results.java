package dev.coupon.procedure;

import dev.coupon.domain.Refusal;
import dev.coupon.procedure.v1.BaseResponse;
import dev.coupon.web.problem.Problem;

/** The results of procedures, in the words of the source system. */
final class Results {

	static final String NO_SUCH_CAMPAIGN = "campaign is not exists";

	private Results() {
	}

	static BaseResponse done() {
		return BaseResponse.newBuilder().setSuccess(true).build();
	}

	static BaseResponse refused(Refusal refusal) {
		return refused(refusal.code(), message(refusal));
	}

	static BaseResponse refused(String code, String message) {
		return BaseResponse.newBuilder().setMessage(message).setErrorCode(code).build();
	}

	/**
	 * The message of a refusal: the words of the source system, which its clients depend
	 * on, or the detail of the problem where the source system had none.
	 */
	static String message(Refusal refusal) {
		return switch (refusal) {
			case CAMPAIGN_EXISTS -> "campaign already exists";
			case CAMPAIGN_NOT_FOUND -> NO_SUCH_CAMPAIGN;
			case CAMPAIGN_ENDED, CAMPAIGN_PAUSED, CAMPAIGN_NOT_STARTED, CAMPAIGN_CLOSED, USER_QUOTA_REACHED,
					QUOTA_EXHAUSTED ->
				"campaign not valid at this time";
			case CAMPAIGN_EXHAUSTED -> "no more available coupon";
			default -> Problem.of(refusal).detail();
		};
	}

}
