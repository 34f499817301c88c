package dev.coupon.security;

import dev.coupon.caller.Role;
import dev.coupon.security.key.Tokens;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.AccessRule.Audience;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Adds to the OpenAPI document the roles that may call each operation, and the ways to
 * authenticate.
 */
@Configuration(proxyBeanMethods = false)
class AccessDocument {

	private static final String BEARER = "bearer";

	private static final String API_KEY = "apiKey";

	@Bean
	OpenApiCustomizer whoMayAsk(AccessRules rules) {
		return document -> {
			addSchemes(document);
			document.getPaths()
				.forEach((path, item) -> item.readOperationsMap()
					.forEach((method, operation) -> restrict(operation,
							rules.ruleFor(HttpMethod.valueOf(method.name()), path))));
		};
	}

	private static void addSchemes(OpenAPI document) {
		document.getComponents()
			.addSecuritySchemes(BEARER,
					new SecurityScheme().type(SecurityScheme.Type.HTTP)
						.scheme("bearer")
						.description("An API key, or a JWT of the issuer that the service trusts"))
			.addSecuritySchemes(API_KEY,
					new SecurityScheme().type(SecurityScheme.Type.APIKEY)
						.in(SecurityScheme.In.HEADER)
						.name(Tokens.API_KEY)
						.description("An API key, for clients that can't send Authorization"));
	}

	private static void restrict(Operation operation, AccessRule rule) {
		if (rule.roles().isEmpty() && rule.audience() != Audience.KNOWN) {
			return;
		}
		String roles = rule.roles().isEmpty() ? "any"
				: rule.roles().stream().sorted().map(Role::name).collect(Collectors.joining(" or "));
		operation.addSecurityItem(new SecurityRequirement().addList(BEARER))
			.addSecurityItem(new SecurityRequirement().addList(API_KEY))
			.description(operation.getDescription() + "\n\nRole: " + roles + ".");
	}

}
