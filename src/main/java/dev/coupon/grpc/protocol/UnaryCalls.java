package dev.coupon.grpc.protocol;

import dev.coupon.caller.Callers;
import dev.coupon.procedure.CallException;
import dev.coupon.procedure.Procedures;
import dev.coupon.web.call.RefusedCallException;
import dev.coupon.web.problem.ProblemAnswer;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Answers calls with the results of procedures or with errors. */
@Component
@ConditionalOnBooleanProperty("spring.grpc.server.enabled")
public class UnaryCalls {

	private final Callers callers;

	UnaryCalls(Callers callers) {
		this.callers = callers;
	}

	/**
	 * A procedure of the service, which is called with the idempotency key if there is
	 * one.
	 */
	@FunctionalInterface
	public interface Work<A> {

		A answer(@Nullable String idempotencyKey);

	}

	/**
	 * Answers with the result of some work, or with an error. The work isn't begun after
	 * the deadline of the call. Once begun, it isn't interrupted, because then the client
	 * couldn't know how far it got.
	 */
	public <A> void answer(StreamObserver<A> client, Work<A> work) {
		// Without a handler, an answer to a client that has given up would be a fault.
		((ServerCallStreamObserver<A>) client).setOnCancelHandler(() -> {
		});
		Arrival call = Arrival.current();
		if (!Context.current().isCancelled()) {
			callers.forCaller(call.caller(), () -> carryOn(call, client, work)).run();
		}
	}

	private static <A> void carryOn(Arrival call, StreamObserver<A> client, Work<A> work) {
		MDC.put(ProblemAnswer.REQUEST_ID, call.requestId());
		try {
			A answer = work.answer(Procedures.idempotencyKey(call.keys()));
			client.onNext(answer);
			client.onCompleted();
		}
		catch (RuntimeException e) {
			CallException error = CallException.of(e);
			client.onError(status(error).asRuntimeException(trailers(error)));
		}
		finally {
			MDC.remove(ProblemAnswer.REQUEST_ID);
		}
	}

	/**
	 * A service whose messages are read after its calls are received, so that
	 * {@link MessageReader} sees faults.
	 */
	public static ServerServiceDefinition readingLate(ServerServiceDefinition service) {
		return ServerInterceptors.useInputStreamMessages(service);
	}

	/** Refuses a call that hasn't begun. */
	static void refuse(ServerCall<?, ?> call, RefusedCallException e) {
		CallException error = CallException.of(e);
		call.close(status(error), trailers(error));
	}

	/** The status of gRPC, whose codes have the same names. */
	private static Status status(CallException error) {
		return Status.Code.valueOf(error.code().name()).toStatus().withDescription(error.text());
	}

	private static Metadata trailers(CallException error) {
		Metadata trailers = new Metadata();
		error.headers().forEach((name, values) -> trailers.put(Headers.key(name), String.join(", ", values)));
		return trailers;
	}

}
