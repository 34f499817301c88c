package dev.coupon.web.server;

import jakarta.servlet.ServletContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Tells an operator, when the server listens, where everything is. */
@Component
class StartupReport {

	private static final Logger log = LoggerFactory.getLogger(StartupReport.class);

	private final String contextPath;

	private final boolean managedElsewhere;

	StartupReport(ServletContext context, Environment environment) {
		this.contextPath = context.getContextPath();
		this.managedElsewhere = environment.containsProperty("management.server.port");
	}

	@EventListener
	void serving(WebServerInitializedEvent event) {
		if (StringUtils.hasText(event.getApplicationContext().getServerNamespace())) {
			return;
		}
		int port = event.getWebServer().getPort();
		String url = "http://localhost:" + port + contextPath;
		String health = managedElsewhere ? "where management.server.port says" : url + "/actuator/health";
		log.info("Serving on port {}: API {}/api/v1, Swagger UI {}/swagger-ui.html, OpenAPI {}/v3/api-docs, health {}",
				port, url, url, url, health);
	}

}
