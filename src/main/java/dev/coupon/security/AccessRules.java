package dev.coupon.security;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.MONITOR;
import static dev.coupon.caller.Role.REDEEM;
import static dev.coupon.caller.Role.USER;
import static dev.coupon.caller.Role.VIEW;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import dev.coupon.caller.Role;
import dev.coupon.security.key.ApiKeys;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.AccessRule.Audience;
import dev.coupon.web.module.WebModules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatchers;
import org.springframework.stereotype.Component;

/**
 * The table of access rules: the rules of the REST API, followed by those of web modules.
 * The first rule that matches decides. A path without a rule is for {@link Role#ADMIN}
 * alone.
 */
@Component
final class AccessRules {

	private static final String CAMPAIGN = ApiPaths.CAMPAIGNS + "/{id}";

	private static final String COUPON = ApiPaths.COUPONS + "/{code}";

	/**
	 * The rules of the REST API. The rule for the most frequent call comes first, because
	 * it is found fastest there.
	 */
	private static final List<AccessRule> REST = List.of(rest(POST, CAMPAIGN + "/coupons", ISSUE, USER),
			rest(GET, CAMPAIGN + "/coupons", VIEW), rest(POST, CAMPAIGN + "/coupons/batch", ISSUE),

			rest(GET, COUPON, VIEW, REDEEM), rest(POST, COUPON + "/redemption", REDEEM),
			rest(DELETE, COUPON + "/redemption", REDEEM), rest(POST, COUPON + "/void"), rest(DELETE, COUPON + "/void"),
			rest(GET, COUPON + "/history", VIEW),

			rest(GET, ApiPaths.COUPONS, VIEW, ISSUE, USER),
			rest(GET, ApiPaths.API + "/users/{userId}/coupons", VIEW, ISSUE, USER),

			rest(GET, ApiPaths.API + "/audit", VIEW), rest(GET, CAMPAIGN + "/report", VIEW),
			rest(GET, ApiPaths.REPORTS, VIEW), rest(GET, ApiPaths.REPORTS + "/{campaignId}", VIEW),
			rest(GET, ApiPaths.API + "/system", VIEW), AccessRule.open(Audience.KNOWN, GET, ApiPaths.API + "/me"),

			rest(POST, ApiPaths.CAMPAIGNS), rest(GET, ApiPaths.CAMPAIGNS, VIEW), rest(GET, CAMPAIGN, VIEW, ISSUE, USER),
			rest(POST, CAMPAIGN + "/codes"), rest(DELETE, CAMPAIGN + "/codes"), rest(PATCH, CAMPAIGN),
			rest(DELETE, CAMPAIGN), rest(POST, CAMPAIGN + "/pause"), rest(POST, CAMPAIGN + "/resume"));

	/** A rule for a path of the REST API, where an administrator may do everything. */
	private static AccessRule rest(HttpMethod method, String path, Role... others) {
		return AccessRule.requireAny(EnumSet.of(ADMIN, others), method, path);
	}

	private final List<AccessRule> rules;

	AccessRules(WebModules modules) {
		this.rules = Stream.concat(REST.stream(), modules.accessRules().stream()).toList();
	}

	/** The rules in the order in which they are tried. */
	List<AccessRule> all() {
		return rules;
	}

	/** Matches the requests that protected mode answers for all callers. */
	RequestMatcher toStrangers() {
		return RequestMatchers.anyOf(Stream
			.concat(Stream.of(health()),
					rules.stream().filter(rule -> rule.audience() == Audience.STRANGERS).flatMap(AccessRules::matchers))
			.toArray(RequestMatcher[]::new));
	}

	/** Matches the health endpoint at any path that the operator may have configured. */
	private static RequestMatcher health() {
		return RequestMatchers.anyOf(EndpointRequest.to(HealthEndpoint.class),
				EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class));
	}

	private static Stream<RequestMatcher> matchers(AccessRule rule) {
		return rule.methods().stream().map(method -> PathPatternRequestMatcher.pathPattern(method, rule.path()));
	}

	/**
	 * The rule for an operation of the API.
	 * @param path the operation's path, with names in braces
	 */
	AccessRule ruleFor(HttpMethod method, String path) {
		return rules.stream()
			.filter(rule -> rule.method().equals(method) && rule.path().equals(path))
			.findFirst()
			.orElse(AccessRule.require(ADMIN, method, path));
	}

	/** The whole table in the form of Spring Security, with the actuator endpoints. */
	RequestMatcherDelegatingAuthorizationManager toRequests() {
		RequestMatcherDelegatingAuthorizationManager.Builder requests = RequestMatcherDelegatingAuthorizationManager
			.builder();
		rules.forEach(rule -> matchers(rule).forEach(matcher -> requests.add(matcher, to(rule))));
		return requests.add(health(), SingleResultAuthorizationManager.permitAll())
			.add(EndpointRequest.toAnyEndpoint(), toAny(Set.of(MONITOR, ADMIN)))
			.add(AnyRequestMatcher.INSTANCE, toAny(Set.of(ADMIN)))
			.build();
	}

	private static AuthorizationManager<Object> to(AccessRule rule) {
		return switch (rule.audience()) {
			case NOBODY -> toAny(rule.roles());
			case KNOWN -> AuthenticatedAuthorizationManager.authenticated();
			case EVERYONE, STRANGERS -> SingleResultAuthorizationManager.permitAll();
		};
	}

	private static AuthorizationManager<Object> toAny(Set<Role> roles) {
		return AuthorityAuthorizationManager
			.hasAnyAuthority(roles.stream().map(ApiKeys::authority).toArray(String[]::new));
	}

}
