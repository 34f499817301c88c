package dev.coupon.web.server;

import dev.coupon.web.problem.Problem;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Has the server itself answer with problems. */
@Component
class ServerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	@Override
	public void customize(TomcatServletWebServerFactory tomcat) {
		// The languages that a client understands are no reason to refuse it.
		tomcat.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(-1));
		tomcat.addContextCustomizers(context -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ProblemValve.class.getName());
			}
		});
	}

	/** What the server means by a status. */
	static ProblemDetail problem(int status) {
		Problem problem = Problem.of(HttpStatusCode.valueOf(status));
		ProblemDetail body = problem.body();
		if (problem == Problem.INVALID_REQUEST) {
			body.setDetail(
					"The request is not valid HTTP, or its path has a semicolon, an encoded slash, or parts that are empty or dots: mend its first line, its headers or the length of its body.");
		}
		return body;
	}

}
