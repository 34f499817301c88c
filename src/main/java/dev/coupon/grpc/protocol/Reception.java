package dev.coupon.grpc.protocol;

import dev.coupon.caller.Caller;
import dev.coupon.web.call.ArrivedCall;
import dev.coupon.web.call.CallAccess;
import dev.coupon.web.call.RefusedCallException;
import dev.coupon.web.call.RequestIdSource;
import dev.coupon.web.input.IdempotencyKey;
import dev.coupon.web.problem.ProblemAnswer;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;

/**
 * Receives each call: gives it an id, and refuses callers that may not make it before
 * their message is read. Each answer has the id in its trailers.
 */
@Component
@GlobalServerInterceptor
@Order(Reception.INSIDE_OBSERVATION)
@ConditionalOnBooleanProperty("spring.grpc.server.enabled")
class Reception implements ServerInterceptor {

	/** The place after Spring Boot's observation, so that refusals are counted. */
	static final int INSIDE_OBSERVATION = 100;

	private final CallAccess access;

	private final RequestIdSource ids;

	Reception(CallAccess access, RequestIdSource ids) {
		this.access = access;
		this.ids = ids;
	}

	@Override
	public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
			ServerCallHandler<Q, A> next) {
		Headers sent = new Headers(headers, call.getAuthority());
		String traced = MDC.get(ProblemAnswer.REQUEST_ID);
		String id = traced != null ? traced : ids.idFor(sent.value(RequestIdSource.TRACEPARENT));
		ServerCall<Q, A> identified = new IdentifiedCall<>(call, id);
		MDC.put(ProblemAnswer.REQUEST_ID, id);
		try {
			Caller caller = access.admit(arrived(call, sent),
					CallRules.of(call.getMethodDescriptor().getFullMethodName()));
			Arrival arrival = new Arrival(caller, id, sent.values(IdempotencyKey.HEADER));
			return new MessageReader<>(identified,
					Contexts.interceptCall(arrival.inContext(), identified, headers, next));
		}
		catch (RefusedCallException e) {
			UnaryCalls.refuse(identified, e);
			return new ServerCall.Listener<>() {
			};
		}
		finally {
			MDC.remove(ProblemAnswer.REQUEST_ID);
		}
	}

	private static ArrivedCall arrived(ServerCall<?, ?> call, Headers sent) {
		SocketAddress sender = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
		String address = sender instanceof InetSocketAddress known ? known.getAddress().getHostAddress()
				: String.valueOf(sender);
		boolean isEncrypted = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION) != null;
		return new ArrivedCall(address, isEncrypted ? "https" : "http", sent::value);
	}

	/** A call whose answer tells its id. */
	private static final class IdentifiedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

		private final String id;

		IdentifiedCall(ServerCall<Q, A> call, String id) {
			super(call);
			this.id = id;
		}

		@Override
		public void close(Status status, Metadata trailers) {
			trailers.put(Headers.key(RequestIdSource.HEADER), id);
			super.close(status, trailers);
		}

	}

}
