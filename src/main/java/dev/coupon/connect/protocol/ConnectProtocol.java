package dev.coupon.connect.protocol;

import dev.coupon.procedure.CallException;
import dev.coupon.procedure.Code;
import dev.coupon.procedure.Procedure;
import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.OtherProtocol;
import dev.coupon.web.problem.ProblemAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * The Connect protocol as a web module: its paths, the access rules for them, and the
 * form of its errors, which is JSON even for calls with Protobuf messages.
 */
@Component
public class ConnectProtocol implements OtherProtocol {

	private static final List<String> SERVICES = List.of(Procedure.Paths.CAMPAIGNS, Procedure.Paths.COUPONS);

	private final JsonExchange json;

	ConnectProtocol(JsonExchange json) {
		this.json = json;
	}

	private record Body(String code, String message) {
	}

	@Override
	public List<AccessRule> accessRules() {
		return Procedure.accessRules();
	}

	@Override
	public List<String> pathsForScripts() {
		return SERVICES.stream().map(service -> service + "/**").toList();
	}

	@Override
	public boolean isSpokenAt(String path) {
		for (String service : SERVICES) {
			if (path.startsWith(service)
					&& (path.length() == service.length() || path.charAt(service.length()) == '/')) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void answer(ProblemDetail problem, HttpServletResponse response) throws IOException {
		answer(ConnectException.of(new ProblemAnswer(HttpHeaders.EMPTY, problem)), response);
	}

	/** The error for a request that doesn't use POST, the method of all calls. */
	public static ConnectException methodNotAllowed() {
		HttpHeaders headers = new HttpHeaders();
		headers.setAllow(Set.of(HttpMethod.POST));
		return new ConnectException(Code.UNKNOWN, HttpStatus.METHOD_NOT_ALLOWED, "Procedures are called by POST.",
				headers);
	}

	/** Answers a call that failed with an exception. */
	public void answer(RuntimeException e, HttpServletResponse response) throws IOException {
		write(e instanceof ConnectException error ? error : ConnectException.of(CallException.of(e)), response);
	}

	private void write(ConnectException error, HttpServletResponse response) throws IOException {
		error.headers().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
		json.write(response, error.status().value(), MediaType.APPLICATION_JSON, new Body(error.code(), error.text()));
	}

}
