package dev.coupon.web.openapi;

import static dev.coupon.web.module.AccessRule.Audience.EVERYONE;

import dev.coupon.web.ApiPaths;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.WebModule;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * The pages that describe the API: the links to the entry points, the OpenAPI document,
 * and Swagger UI to read it.
 */
@Component
class ApiPages implements WebModule {

	@Override
	public List<AccessRule> accessRules() {
		return Stream
			.of("/", ApiPaths.API, "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui.html", "/swagger-ui/**")
			.map(path -> AccessRule.open(EVERYONE, HttpMethod.GET, path))
			.toList();
	}

	@Override
	public List<String> pages() {
		return List.of("/swagger-ui/");
	}

}
