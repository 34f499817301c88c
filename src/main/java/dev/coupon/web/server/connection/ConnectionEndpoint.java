package dev.coupon.web.server.connection;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

final class ConnectionEndpoint extends NioEndpoint {

	/** Milliseconds between two looks for connections whose clients are late. */
	static final int TICK = 250;

	private final AtomicInteger time = new AtomicInteger();

	ConnectionEndpoint() {
		getSocketProperties().setBufferPool(0);
	}

	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		if (isSSLEnabled() || !(getExecutor() instanceof VirtualThreadExecutor)) {
			return super.setSocketOptions(socket);
		}
		try {
			socketProperties.setProperties(socket.socket());
			NioChannel channel = createChannel(new SocketBufferHandler(socketProperties.getAppReadBufSize(),
					socketProperties.getAppWriteBufSize(), socketProperties.getDirectBuffer()));
			Connection connection = new Connection(channel, this);
			channel.reset(socket, connection);
			connections.put(socket, connection);
			connection.setReadTimeout(getConnectionTimeout());
			connection.setWriteTimeout(getConnectionTimeout());
			connection.setKeepAliveLeft(getMaxKeepAliveRequests());
			getExecutor().execute(connection);
			return true;
		}
		catch (IOException e) {
			destroySocket(socket);
			return false;
		}
	}

	int time() {
		return time.get();
	}

	void tick() {
		int now = time.incrementAndGet();
		for (SocketWrapperBase<NioChannel> connection : connections.values()) {
			if (connection instanceof Connection own) {
				own.endLateWait(now);
			}
		}
	}

	@Override
	public int getKeepAliveCount() {
		return connections.size();
	}

}
