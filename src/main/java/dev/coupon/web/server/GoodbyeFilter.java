package dev.coupon.web.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Says {@code Connection: close} in the answers of a service that stops, before the
 * server refuses requests. A client that keeps a connection open then learns of the end
 * from an answer, and doesn't lose its next request.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GoodbyeFilter implements Filter, SmartLifecycle {

	/** The longest time for goodbyes. Whoever sends requests more seldom gets none. */
	private static final Duration LONGEST = Duration.ofSeconds(1);

	/** The goodbyes end earlier if no request arrives for this time. */
	private static final Duration QUIET = Duration.ofMillis(100);

	private final AtomicLong requests = new AtomicLong();

	private volatile boolean running;

	private volatile boolean stopping;

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (stopping) {
			requests.incrementAndGet();
			((HttpServletResponse) response).setHeader(HttpHeaders.CONNECTION, "close");
		}
		chain.doFilter(request, response);
	}

	@Override
	public void start() {
		stopping = false;
		running = true;
	}

	@Override
	public void stop() {
		stopping = true;
		running = false;
		long before = -1;
		for (long left = LONGEST.dividedBy(QUIET); left > 0 && before != requests.get(); left--) {
			before = requests.get();
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(QUIET.toMillis()));
		}
	}

	@Override
	public boolean isRunning() {
		return running;
	}

	/** Stops before the server does. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

}
