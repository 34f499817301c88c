package dev.coupon.web.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes the server say {@code Connection: close} in the answers of a service that stops,
 * before it refuses requests. A client that keeps a connection open then learns of the
 * end from an answer, and doesn't lose its next request.
 *
 * <p>
 * The server is told that each request is the last one of its connection. A header set
 * here would make it leave out the chunks, so that a part of an export would look like
 * the whole.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GoodbyeFilter implements Filter, SmartLifecycle, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final int LAST_ONE = 1;

	/** The longest time for goodbyes. Whoever sends requests more seldom gets none. */
	private static final Duration LONGEST = Duration.ofSeconds(1);

	/** The goodbyes end earlier if no request arrives for this time. */
	private static final Duration QUIET = Duration.ofMillis(100);

	private final AtomicLong requests = new AtomicLong();

	private final List<AbstractHttp11Protocol<?>> servers = new CopyOnWriteArrayList<>();

	/** The limit of requests on a connection while the service doesn't stop. */
	private final Map<AbstractHttp11Protocol<?>, Integer> limits = new ConcurrentHashMap<>();

	private volatile boolean running;

	private volatile boolean stopping;

	@Override
	public void customize(TomcatServletWebServerFactory tomcat) {
		tomcat.addConnectorCustomizers(connector -> {
			if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> server) {
				servers.add(server);
			}
		});
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (stopping) {
			requests.incrementAndGet();
		}
		chain.doFilter(request, response);
	}

	@Override
	public void start() {
		limits.forEach(AbstractHttp11Protocol::setMaxKeepAliveRequests);
		limits.clear();
		stopping = false;
		running = true;
	}

	@Override
	public void stop() {
		for (AbstractHttp11Protocol<?> server : servers) {
			limits.put(server, server.getMaxKeepAliveRequests());
			server.setMaxKeepAliveRequests(LAST_ONE);
		}
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
