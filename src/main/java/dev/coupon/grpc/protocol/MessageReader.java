package dev.coupon.grpc.protocol;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Answers calls whose messages can't be read. Without it, gRPC would call that a fault of
 * the service, and log it.
 */
final class MessageReader<Q> extends SimpleForwardingServerCallListener<Q> {

	private final ServerCall<Q, ?> call;

	private boolean isAnswered;

	MessageReader(ServerCall<Q, ?> call, ServerCall.Listener<Q> next) {
		super(next);
		this.call = call;
	}

	@Override
	public void onMessage(Q message) {
		try {
			super.onMessage(message);
		}
		catch (StatusRuntimeException e) {
			isAnswered = true;
			call.close(status(e.getStatus()), new Metadata());
		}
	}

	/**
	 * The status for the client, who has sent too large a message, or one that is none.
	 */
	private static Status status(Status found) {
		return found.getCode() == Status.Code.RESOURCE_EXHAUSTED ? found
				: Status.INVALID_ARGUMENT.withDescription("The message can't be read.");
	}

	@Override
	public void onHalfClose() {
		if (!isAnswered) {
			super.onHalfClose();
		}
	}

}
