package dev.coupon.web.server;

import dev.coupon.web.server.connection.ResettingProtocol;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes Tomcat answer with a problem where it refuses a request itself, and makes answers
 * that break off noticeable.
 */
@Component
class ServerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final RequestIds ids;

	ServerErrors(RequestIds ids) {
		this.ids = ids;
	}

	@Override
	public void customize(TomcatServletWebServerFactory tomcat) {
		tomcat.setProtocol(ResettingProtocol.class.getName());
		// No limit on languages in Accept-Language, because Tomcat would refuse a request
		// that exceeds one.
		tomcat.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(-1));
		tomcat.addContextCustomizers(context -> {
			if (context.getParent() instanceof StandardHost host) {
				// The host makes no valve of this class by itself if it has one.
				host.getPipeline().addValve(new ProblemValve(ids));
				host.setErrorReportValveClass(ProblemValve.class.getName());
			}
		});
	}

}
