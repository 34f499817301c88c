package dev.coupon.start;

import dev.coupon.web.openapi.EntryPoints;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Logs the entry points of the service as soon as the server listens. */
@Component
class StartupReport {

	private static final Logger log = LoggerFactory.getLogger(StartupReport.class);

	private final EntryPoints entryPoints;

	private final ZoneId timeZone;

	StartupReport(EntryPoints entryPoints, ZoneId timeZone, @Value("${server.port}") int port) {
		if (port < 0) {
			throw new IllegalArgumentException("server.port is %d, so nothing would be served".formatted(port));
		}
		this.entryPoints = entryPoints;
		this.timeZone = timeZone;
	}

	@EventListener
	void serving(WebServerInitializedEvent event) {
		if (StringUtils.hasText(event.getApplicationContext().getServerNamespace())) {
			return;
		}
		int port = event.getWebServer().getPort();
		String links = entryPoints.paths()
			.entrySet()
			.stream()
			.map(path -> path.getKey() + " http://localhost:" + port + path.getValue())
			.collect(Collectors.joining(", "));
		log.info("Serving on port {}: {}. Dates without an offset are in {}", port, links, timeZone);
	}

}
