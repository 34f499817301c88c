package dev.coupon.web.server.proxy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Tomcat valve that refuses requests with malformed forwarded headers, or ignores such
 * headers if nobody believes them. It stands before all filters, because the filter that
 * believes these headers is the first of them.
 */
final class ForwardedHeadersValve extends ValveBase {

	private final boolean believed;

	ForwardedHeadersValve(boolean believed) {
		super(true);
		this.believed = believed;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (!believed) {
			ForwardedHeaders.ignore(request);
			getNext().invoke(request, response);
			return;
		}
		if (ForwardedHeaders.areWellFormed(request)) {
			getNext().invoke(request, response);
			return;
		}
		ForwardedHeaders.remove(request);
		request.setAttribute(BelievedProxies.FAULT, BelievedProxies.MALFORMED);
		response.sendError(400);
	}

}
