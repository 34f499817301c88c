package dev.coupon.web.server.connection;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Serves the requests of a connection, and resets it if an answer breaks off.
 */
final class ConnectionProcessor extends Http11Processor {

	private static final int AT_ONCE = 0;

	private static final int OFF = -1;

	ConnectionProcessor(AbstractHttp11Protocol<?> protocol, ResettingAdapter adapter) {
		super(protocol, adapter);
	}

	@Override
	protected void setErrorState(ErrorState state, @Nullable Throwable cause) {
		super.setErrorState(state, cause);
		if (state == ErrorState.CLOSE_NOW && response.isCommitted() && endsWithConnection(response)) {
			resetOnClose(true);
		}
	}

	private static boolean endsWithConnection(Response answer) {
		return answer.getContentLengthLong() < 0 && answer.getMimeHeaders().getHeader("Transfer-Encoding") == null;
	}

	/**
	 * Tells whether the connection must not be used any more, because an answer broke
	 * off.
	 */
	boolean isBroken() {
		return getErrorState() == ErrorState.CLOSE_NOW;
	}

	/**
	 * Decides how the connection will end, also if the process is killed: reset, or
	 * closed after all that was written has been sent.
	 */
	void resetOnClose(boolean reset) {
		SocketWrapperBase<?> wrapper = getSocketWrapper();
		SocketChannel channel = wrapper != null && wrapper.getSocket() instanceof NioChannel socket
				? socket.getIOChannel() : null;
		if (channel == null) {
			return;
		}
		try {
			channel.setOption(StandardSocketOptions.SO_LINGER, reset ? AT_ONCE : OFF);
		}
		catch (IOException e) {
			// The connection has ended already.
		}
	}

}
