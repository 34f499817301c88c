package dev.coupon.web.server.connection;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 connector, which resets a connection instead of closing it if an
 * answer breaks off whose end is the end of the connection. Clients of HTTP/1.0, such as
 * many proxies, would take a part of such an answer for the whole. Tomcat creates the
 * protocol by its class name.
 */
public final class ResettingProtocol extends Http11NioProtocol {

	private static final int AT_ONCE = 0;

	private static final int OFF = -1;

	/**
	 * The size of a connection's send buffer, in bytes. The system shows that a reader
	 * reads only when a third of the buffer is free. A buffer that the system sizes by
	 * itself grows to megabytes, so that a slow reader would look like one that takes
	 * nothing.
	 */
	private static final int SEND_BUFFER = 64 * 1024;

	/** Creates the connector. */
	public ResettingProtocol() {
		getEndpoint().getSocketProperties().setTxBufSize(SEND_BUFFER);
	}

	@Override
	protected Processor createProcessor() {
		ResettingAdapter resetting = new ResettingAdapter(getAdapter());
		ResettingProcessor processor = new ResettingProcessor(this, resetting);
		resetting.connect(processor);
		return processor;
	}

	static final class ResettingProcessor extends Http11Processor {

		ResettingProcessor(AbstractHttp11Protocol<?> protocol, ResettingAdapter adapter) {
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

	/** Tells whether the end of the connection may be the only end of the answer. */
	static boolean isOld(Request request) {
		return !request.protocol().equals("HTTP/1.1");
	}

}
