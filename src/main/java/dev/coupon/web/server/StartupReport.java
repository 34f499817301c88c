package dev.coupon.web.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Tells an operator, when the server listens, where everything is. */
@Component
class StartupReport {

	private static final Logger log = LoggerFactory.getLogger(StartupReport.class);

	@EventListener
	void serving(WebServerInitializedEvent event) {
		if (StringUtils.hasText(event.getApplicationContext().getServerNamespace())) {
			return;
		}
		String url = "http://localhost:" + event.getWebServer().getPort();
		log.info(
				"Serving on port {}: API {}/api/v1, Swagger UI {}/swagger-ui.html, OpenAPI {}/v3/api-docs, health {}/actuator/health",
				event.getWebServer().getPort(), url, url, url, url);
	}

}
