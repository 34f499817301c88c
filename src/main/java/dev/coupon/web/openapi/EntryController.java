package dev.coupon.web.openapi;

import dev.coupon.web.ApiPaths;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.stream.Collectors;
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

	private final Links links;

	EntryController(EntryPoints entryPoints) {
		this.links = new Links(entryPoints.paths()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, path -> new Link(path.getValue()), (one, other) -> one,
					java.util.LinkedHashMap::new)));
	}

	/** Links in the form of HAL, like those of the actuator. */
	record Links(Map<String, Link> _links) {
	}

	record Link(String href) {
	}

	@GetMapping(path = { "/", ApiPaths.API }, produces = MediaType.APPLICATION_JSON_VALUE)
	Links links() {
		return links;
	}

}
