package dev.coupon.web.server.connection;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Has the connection of an HTTP/1.0 client reset unless the answer is complete. It is
 * prepared for that from the beginning, because a killed process can't do anything about
 * its connections any more.
 */
final class ResettingAdapter implements Adapter {

	private final Adapter adapter;

	private @Nullable ConnectionProcessor processor;

	ResettingAdapter(Adapter adapter) {
		this.adapter = adapter;
	}

	void connect(ConnectionProcessor owner) {
		this.processor = owner;
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		ConnectionProcessor connection = ConnectionProtocol.isOld(request) ? processor : null;
		if (connection == null) {
			adapter.service(request, response);
			return;
		}
		connection.resetOnClose(true);
		adapter.service(request, response);
		if (!connection.isBroken()) {
			connection.resetOnClose(false);
		}
	}

	@Override
	public boolean prepare(Request request, Response response) throws Exception {
		return adapter.prepare(request, response);
	}

	@Override
	public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
		return adapter.asyncDispatch(request, response, event);
	}

	@Override
	public void log(Request request, Response response, long nanos) {
		adapter.log(request, response, nanos);
	}

	@Override
	public void checkRecycled(Request request, Response response) {
		adapter.checkRecycled(request, response);
	}

	@Override
	public String getDomain() {
		return adapter.getDomain();
	}

}
