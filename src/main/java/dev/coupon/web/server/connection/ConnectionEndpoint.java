package dev.coupon.web.server.connection;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections, and has each wait for its client by itself. Tomcat's poller waits
 * instead if connections are encrypted, may turn to HTTP/2, or aren't served by virtual
 * threads.
 */
final class ConnectionEndpoint extends NioEndpoint {

	/** Milliseconds between two ticks. */
	static final int TICK_MILLIS = 250;

	private final AtomicInteger ticks = new AtomicInteger();

	private boolean waitingAllowed = true;

	ConnectionEndpoint() {
		// Channels are not reused. Else a tick that ends the wait of a connection could
		// close another one, which has got its channel.
		getSocketProperties().setBufferPool(0);
		setUseSendfile(false); // It needs the poller.
	}

	/** Leaves all waiting to Tomcat's poller. Call it before the start. */
	void leaveWaitingToPoller() {
		waitingAllowed = false;
	}

	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		if (!waitingAllowed || isSSLEnabled() || !(getExecutor() instanceof VirtualThreadExecutor)) {
			return super.setSocketOptions(socket);
		}
		Connection connection = open(socket);
		if (connection == null) {
			destroySocket(socket);
			return false;
		}
		connections.put(socket, connection);
		getExecutor().execute(connection);
		return true;
	}

	/** Prepares an accepted connection. The result is null if that is not possible. */
	private @Nullable Connection open(SocketChannel socket) {
		try {
			socketProperties.setProperties(socket.socket());
			NioChannel channel = createChannel(new SocketBufferHandler(socketProperties.getAppReadBufSize(),
					socketProperties.getAppWriteBufSize(), socketProperties.getDirectBuffer()));
			Connection connection = new Connection(channel, this);
			channel.reset(socket, connection);
			connection.setReadTimeout(getConnectionTimeout());
			connection.setWriteTimeout(getConnectionTimeout());
			connection.setKeepAliveLeft(getMaxKeepAliveRequests());
			return connection;
		}
		catch (IOException | RuntimeException e) {
			return null;
		}
	}

	/** The number of ticks so far, as a clock that is cheap to read. */
	int ticks() {
		return ticks.get();
	}

	/** Ends waits that take too long. */
	void tick() {
		int now = ticks.incrementAndGet();
		for (SocketWrapperBase<NioChannel> connection : connections.values()) {
			if (connection instanceof Connection waiting) {
				waiting.endLateWait(now);
			}
		}
	}

	@Override
	public int getKeepAliveCount() {
		return connections.size();
	}

	/** Stops, and ends the connections that are still open, as the poller would do. */
	@Override
	public void stopInternal() {
		super.stopInternal();
		connections.values().forEach(SocketWrapperBase::close);
	}

}
