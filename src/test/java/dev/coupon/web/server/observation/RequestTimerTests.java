package dev.coupon.web.server.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Requests appear in the same metrics whether they are only timed or observed. */
class RequestTimerTests {

	private final SimpleMeterRegistry timed = new SimpleMeterRegistry();

	private final SimpleMeterRegistry observed = new SimpleMeterRegistry();

	private final RequestTimer timer = new RequestTimer(timed, new ObservedRequests());

	private final ServerHttpObservationFilter observation = new ServerHttpObservationFilter(springs(),
			new ObservedRequests());

	private ObservationRegistry springs() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(observed,
					DefaultMeterObservationHandler.IgnoredMeters.LONG_TASK_TIMER));
		return registry;
	}

	/** The number of requests for each set of tags. */
	private static Map<String, Long> counts(SimpleMeterRegistry registry) {
		Map<String, Long> counts = new TreeMap<>();
		for (Meter meter : registry.getMeters()) {
			counts.put(meter.getId().getName() + meter.getId().getTags(), ((Timer) meter).count());
		}
		return counts;
	}

	private static void answer(ServerHttpObservationFilter filter, String method, FilterChain controller) {
		try {
			filter.doFilter(new MockHttpServletRequest(method, "/things/1"), new MockHttpServletResponse(), controller);
		}
		catch (IOException | ServletException | IllegalStateException e) {
			// Passed on to the server.
		}
	}

	private static FilterChain controller(@Nullable String pattern, int status, @Nullable Exception thrown,
			@Nullable Exception reported) {
		return (request, response) -> {
			request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
			request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, reported);
			ServerHttpObservationFilter.findObservationContext((HttpServletRequest) request)
				.ifPresent(context -> setPattern(context, pattern));
			((HttpServletResponse) response).setStatus(status);
			switch (thrown) {
				case IOException e -> throw e;
				case ServletException e -> throw e;
				case RuntimeException e -> throw e;
				case null, default -> {
				}
			}
		};
	}

	private static void setPattern(ServerRequestObservationContext context, @Nullable String pattern) {
		if (pattern != null) {
			context.setPathPattern(pattern);
		}
	}

	@Test
	void recordsWhatAnObservationRecords() {
		List<@Nullable Exception> failures = new ArrayList<>();
		failures.add(null);
		failures.add(new EOFException());
		failures.add(new IllegalStateException());
		failures.add(new ServletException("alone"));
		failures.add(new ServletException("cause", new ArithmeticException()));
		for (String method : List.of("GET", "POST", "get", "FOO")) {
			for (String pattern : List.of("", "/things/{id}", "none")) {
				for (int status : new int[] { 200, 201, 302, 400, 404, 409, 503, 999 }) {
					for (Exception failure : failures) {
						String path = pattern.equals("none") ? null : pattern;
						List<FilterChain> controllers = List.of(controller(path, status, failure, null),
								controller(path, status, null, failure));
						controllers.forEach(controller -> answer(timer, method, controller));
						controllers.forEach(controller -> answer(timer, method, controller));
						controllers.forEach(controller -> answer(observation, method, controller));
						controllers.forEach(controller -> answer(observation, method, controller));
					}
				}
			}
		}
		assertThat(counts(timed)).isEqualTo(counts(observed)).hasSizeGreaterThan(100);
	}

	@Test
	void recordsARequestThatSeveralThreadsAnswerWhenTheLastHasFinished() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/things/1");
		request.setAsyncSupported(true);
		MockHttpServletResponse response = new MockHttpServletResponse();
		timer.doFilter(request, response, (asked, answered) -> asked.startAsync(asked, answered));
		assertThat(timed.getMeters()).isEmpty();
		response.setStatus(202);
		Objects.requireNonNull((MockAsyncContext) request.getAsyncContext()).complete();
		assertThat(counts(timed)).hasSize(1).allSatisfy((tags, count) -> {
			assertThat(tags).contains("tag(status=202)");
			assertThat(count).isEqualTo(1);
		});
	}

}
