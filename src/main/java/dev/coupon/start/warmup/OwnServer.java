package dev.coupon.start.warmup;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.Ssl.ClientAuth;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The web server of this service, as the service itself reaches it. */
@Component
class OwnServer {

	private final ServerProperties settings;

	private final Environment environment;

	OwnServer(ServerProperties settings, Environment environment) {
		this.settings = settings;
		this.environment = environment;
	}

	/** Tells whether the server answers only callers who have a certificate. */
	boolean wantsCertificates() {
		Ssl ssl = settings.getSsl();
		return ssl != null && ssl.isEnabled() && ssl.getClientAuth() == ClientAuth.NEED;
	}

	/** The URL before the path of a request. Its server must have been started. */
	String url() {
		return (Ssl.isEnabled(settings.getSsl()) ? "https://" : "http://") + host() + ":"
				+ environment.getRequiredProperty("local.server.port")
				+ Objects.requireNonNullElse(settings.getServlet().getContextPath(), "");
	}

	private String host() {
		InetAddress address = settings.getAddress();
		if (address == null || address.isAnyLocalAddress()) {
			return "localhost";
		}
		return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
	}

}
