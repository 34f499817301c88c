package dev.coupon.web.server.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Records requests in the same timers as Spring's observation of requests, and does
 * nothing else. An observation also collects what traces need, which costs more than
 * issuing a coupon.
 */
final class RequestTimer extends ServerHttpObservationFilter {

	private static final Set<String> METHODS = Arrays.stream(HttpMethod.values())
		.map(HttpMethod::name)
		.collect(Collectors.toUnmodifiableSet());

	private final MeterRegistry meters;

	private final ObservedRequests tags;

	private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

	RequestTimer(MeterRegistry meters, ObservedRequests tags) {
		super(ObservationRegistry.NOOP);
		this.meters = meters;
		this.tags = tags;
	}

	/** The requests that share a timer. */
	private record Kind(String method, int status, @Nullable String pathPattern, @Nullable Class<?> failure) {
	}

	/** Tells that a request is recorded once, even if several threads answer it. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return true;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long start = meters.config().clock().monotonicTime();
		Throwable thrown = null;
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | IOException | RuntimeException e) {
			thrown = e instanceof ServletException && e.getCause() != null ? e.getCause() : e;
			response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
			throw e;
		}
		finally {
			if (request.isAsyncStarted()) {
				request.getAsyncContext().addListener(new OnCompletion(start), request, response);
			}
			else {
				record(start, request, response, thrown);
			}
		}
	}

	private void record(long start, HttpServletRequest request, HttpServletResponse response,
			@Nullable Throwable thrown) {
		long end = meters.config().clock().monotonicTime();
		Throwable failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable reported
				? reported : thrown;
		timer(request, response, failure).record(end - start, TimeUnit.NANOSECONDS);
	}

	private Timer timer(HttpServletRequest request, HttpServletResponse response, @Nullable Throwable failure) {
		String pattern = (String) request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		Kind kind = new Kind(request.getMethod(), response.getStatus(), pattern,
				failure == null ? null : failure.getClass());
		Timer known = timers.get(kind);
		if (known != null) {
			return known;
		}
		Timer timer = meters.timer(tags.getName(), tags(request, response, pattern, failure));
		// Anyone can make up methods, so these aren't kept.
		if (METHODS.contains(kind.method)) {
			timers.put(kind, timer);
		}
		return timer;
	}

	private List<Tag> tags(HttpServletRequest request, HttpServletResponse response, @Nullable String pattern,
			@Nullable Throwable failure) {
		ServerRequestObservationContext observed = new ServerRequestObservationContext(request, response);
		observed.setPathPattern(pattern);
		if (failure != null) {
			observed.setError(failure);
		}
		List<Tag> all = new ArrayList<>();
		all.add(Tag.of("error", failure == null ? "none" : failure.getClass().getSimpleName()));
		tags.getLowCardinalityKeyValues(observed).forEach(tag -> all.add(Tag.of(tag.getKey(), tag.getValue())));
		return all;
	}

	/** Records a request when the last of the threads that answer it has finished. */
	private final class OnCompletion implements AsyncListener {

		private final long start;

		private @Nullable Throwable failure;

		OnCompletion(long start) {
			this.start = start;
		}

		@Override
		public void onComplete(AsyncEvent event) {
			record(start, (HttpServletRequest) event.getSuppliedRequest(),
					(HttpServletResponse) event.getSuppliedResponse(), failure);
		}

		@Override
		public void onError(AsyncEvent event) {
			failure = event.getThrowable();
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			failure = event.getThrowable();
		}

		/** Listens to the next round, too, because listeners are dropped at each. */
		@Override
		public void onStartAsync(AsyncEvent event) {
			event.getAsyncContext().addListener(this, event.getSuppliedRequest(), event.getSuppliedResponse());
		}

	}

}
