package dev.coupon.web.openapi;

import dev.coupon.web.ApiPaths;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The paths at which people and programs begin to explore the service. */
@Component
public class EntryPoints {

	private final Map<String, String> paths = new LinkedHashMap<>();

	private final String context;

	EntryPoints(Environment environment) {
		this.context = environment.getProperty("server.servlet.context-path", "");
		String operators = environment.getProperty("management.endpoints.web.base-path", "/actuator");
		paths.put("campaigns", ApiPaths.CAMPAIGNS);
		if (environment.getProperty("springdoc.swagger-ui.enabled", Boolean.class, true)) {
			paths.put("swagger-ui", environment.getProperty("springdoc.swagger-ui.path"));
		}
		if (environment.getProperty("springdoc.api-docs.enabled", Boolean.class, true)) {
			paths.put("openapi", environment.getProperty("springdoc.api-docs.path", "/v3/api-docs"));
		}
		if (!environment.containsProperty("management.server.port")) {
			paths.put("health", operators + "/health");
		}
	}

	/** The paths by name, below the context path that the operator has configured. */
	public Map<String, String> paths() {
		return paths(context);
	}

	/**
	 * The paths by name, below a context path. {@code health} is absent if it is served
	 * on another port. Pages that are turned off are absent, too.
	 */
	Map<String, String> paths(String contextPath) {
		Map<String, String> full = new LinkedHashMap<>();
		paths.forEach((name, path) -> full.put(name, contextPath + path));
		return full;
	}

}
