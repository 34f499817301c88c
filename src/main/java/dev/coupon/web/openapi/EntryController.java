package dev.coupon.web.openapi;

import dev.coupon.web.ApiPaths;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers requests to the root path and to the root of the API with links to the entry
 * points.
 */
@Hidden
@RestController
class EntryController {

	private final EntryPoints entryPoints;

	EntryController(EntryPoints entryPoints) {
		this.entryPoints = entryPoints;
	}

	/** Links in the form of HAL, like those of the actuator. */
	record Links(Map<String, Link> _links) {
	}

	record Link(String href) {
	}

	@GetMapping(path = { "/", ApiPaths.API }, produces = MediaType.APPLICATION_JSON_VALUE)
	Links links(HttpServletRequest request) {
		Map<String, Link> links = new LinkedHashMap<>();
		entryPoints.paths(request.getContextPath()).forEach((name, path) -> links.put(name, new Link(path)));
		return new Links(links);
	}

}
