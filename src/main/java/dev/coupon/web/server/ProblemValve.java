package dev.coupon.web.server;

import dev.coupon.web.problem.ProblemAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tomcat valve that answers with a problem when a request is too broken to reach the
 * application. The problem has an id like all others, although no filter gave the request
 * one.
 */
public final class ProblemValve extends ErrorReportValve {

	private static final JsonMapper JSON = JsonMapper.builder()
		.addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
		.build();

	private final RequestIds ids;

	ProblemValve(RequestIds ids) {
		this.ids = ids;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ProblemDetail problem = problem(request, response, throwable);
		try {
			response.setStatus(problem.getStatus());
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			response.setCharacterEncoding(StandardCharsets.UTF_8);
			response.getReporter().write(JSON.writeValueAsString(problem));
			response.finishResponse();
		}
		catch (IOException e) {
			// The client is gone and needs no answer.
		}
	}

	private ProblemDetail problem(Request request, Response response, @Nullable Throwable failure) {
		String unreadable = BrokenTarget.describe(failure);
		String detail = unreadable != null ? unreadable : BrokenTarget.describe(request.getRequestURI());
		ProblemDetail problem = ProblemAnswer.of(HttpStatusCode.valueOf(response.getStatus()), detail).body();
		String id = ids.idOf(request);
		problem.setProperty("requestId", id);
		response.setHeader(RequestIds.HEADER, id);
		return problem;
	}

}
