package dev.coupon.web.server;

import dev.coupon.web.server.connection.ConnectionProtocol;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes Tomcat answer with a problem where it refuses a request itself, gives its other
 * answers an id, and makes answers that break off noticeable.
 */
@Component
class ServerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final RequestIds ids;

	ServerErrors(RequestIds ids) {
		this.ids = ids;
	}

	@Override
	public void customize(TomcatServletWebServerFactory tomcat) {
		tomcat.setProtocol(ConnectionProtocol.class.getName());
		// No limit on languages in Accept-Language, because Tomcat would refuse a request
		// that exceeds one.
		tomcat.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(-1));
		tomcat.addEngineValves(new EarlyAnswers(ids));
		tomcat.addContextCustomizers(context -> {
			if (context.getParent() instanceof StandardHost host) {
				// The host makes no valve of this class by itself if it has one.
				host.getPipeline().addValve(new ProblemValve(ids));
				host.setErrorReportValveClass(ProblemValve.class.getName());
			}
		});
	}

	/**
	 * Tomcat valve that gives an id to the answers that Tomcat sends without asking the
	 * application: to {@code OPTIONS *}, and to the path of the application without its
	 * last slash. They pass no filter and no valve. Tomcat only shows them to its access
	 * logs before it sends them, so this is one.
	 */
	private static final class EarlyAnswers extends ValveBase implements AccessLog {

		private final RequestIds ids;

		EarlyAnswers(RequestIds ids) {
			super(true);
			this.ids = ids;
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			getNext().invoke(request, response);
		}

		/**
		 * Sets the header, unless the answer has been sent, as all others have by now.
		 */
		@Override
		public void log(Request request, Response response, long nanos) {
			if (!response.isCommitted()) {
				response.setHeader(RequestIds.HEADER, ids.idOf(request));
			}
		}

		@Override
		public void setRequestAttributesEnabled(boolean enabled) {
			// Reads no attributes of the connection.
		}

		@Override
		public boolean getRequestAttributesEnabled() {
			return false;
		}

	}

}
