package dev.coupon.web.server.connection;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's connector for HTTP/1.1. Its connections wait for their clients in virtual
 * threads. Some answers have no length, and end when their connection ends. If such an
 * answer breaks off, the connection is reset. Otherwise clients of HTTP/1.0, such as many
 * proxies, would take a part of the answer for the whole. Tomcat creates the protocol by
 * its class name.
 */
public final class ConnectionProtocol extends Http11NioProtocol {

	/**
	 * The size of a connection's send buffer, in bytes. The system shows that a reader
	 * reads only when a third of the buffer is free. A buffer that the system sizes by
	 * itself grows to megabytes, so that a slow reader would look like one that takes
	 * nothing.
	 */
	private static final int SEND_BUFFER = 64 * 1024;

	/** The task that ends waits that take too long. */
	private @Nullable Future<?> ticking;

	/** Creates the connector. */
	public ConnectionProtocol() {
		super(new ConnectionEndpoint());
		getEndpoint().getSocketProperties().setTxBufSize(SEND_BUFFER);
	}

	@Override
	public void start() throws Exception {
		ConnectionEndpoint endpoint = (ConnectionEndpoint) getEndpoint();
		if (findUpgradeProtocols().length > 0) {
			endpoint.leaveWaitingToPoller();
		}
		super.start();
		ticking = getUtilityExecutor().scheduleWithFixedDelay(endpoint::tick, ConnectionEndpoint.TICK_MILLIS,
				ConnectionEndpoint.TICK_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (ticking != null) {
			ticking.cancel(false);
		}
		super.stop();
	}

	@Override
	protected Processor createProcessor() {
		ResettingAdapter resetting = new ResettingAdapter(getAdapter());
		ConnectionProcessor processor = new ConnectionProcessor(this, resetting);
		resetting.connect(processor);
		return processor;
	}

	/** Tells whether the end of the connection may be the only end of the answer. */
	static boolean isOld(Request request) {
		return !request.protocol().equals("HTTP/1.1");
	}

}
