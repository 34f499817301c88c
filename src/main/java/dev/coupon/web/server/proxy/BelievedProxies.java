package dev.coupon.web.server.proxy;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.stereotype.Component;

/**
 * Checks what proxies say of requests, or ignores it if the service believes no proxy.
 */
@Component
public final class BelievedProxies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	/** The request attribute that says what is wrong with a refused request. */
	public static final String FAULT = BelievedProxies.class.getName();

	static final String MALFORMED = "A header that a proxy adds is malformed: X-Forwarded-Prefix must be a path, "
			+ "X-Forwarded-Host a host, and so on.";

	private final boolean believed;

	BelievedProxies(ServerProperties server) {
		this.believed = server.getForwardHeadersStrategy() != ForwardHeadersStrategy.NONE;
	}

	@Override
	public void customize(TomcatServletWebServerFactory tomcat) {
		tomcat.addContextValves(new ForwardedHeadersValve(believed));
	}

}
