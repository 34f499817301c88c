package dev.coupon.security;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.MONITOR;
import static dev.coupon.caller.Role.REDEEM;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.http.HttpMethod;
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
	private static final List<AccessRule> REST = List.of(AccessRule.require(ISSUE, POST, CAMPAIGN + "/coupons"),
			AccessRule.require(ADMIN, GET, CAMPAIGN + "/coupons"),
			AccessRule.require(ISSUE, POST, CAMPAIGN + "/coupons/batch"),

			AccessRule.require(REDEEM, GET, COUPON), AccessRule.require(REDEEM, POST, COUPON + "/redemption"),
			AccessRule.require(REDEEM, DELETE, COUPON + "/redemption"),
			AccessRule.require(ADMIN, POST, COUPON + "/void"), AccessRule.require(ADMIN, DELETE, COUPON + "/void"),
			AccessRule.require(ADMIN, GET, COUPON + "/history"),

			AccessRule.require(ADMIN, GET, ApiPaths.API + "/audit"),

			AccessRule.require(ADMIN, POST, ApiPaths.CAMPAIGNS), AccessRule.require(ADMIN, GET, ApiPaths.CAMPAIGNS),
			AccessRule.require(ADMIN, GET, CAMPAIGN), AccessRule.require(ADMIN, PATCH, CAMPAIGN),
			AccessRule.require(ADMIN, DELETE, CAMPAIGN), AccessRule.require(ADMIN, POST, CAMPAIGN + "/pause"),
			AccessRule.require(ADMIN, POST, CAMPAIGN + "/resume"));

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
	 * The roles that may call an operation of the API; none if everyone may.
	 * @param path the operation's path, with names in braces
	 */
	Set<Role> rolesFor(HttpMethod method, String path) {
		return rules.stream()
			.filter(rule -> rule.method().equals(method) && rule.path().equals(path))
			.findFirst()
			.map(AccessRule::roles)
			.orElse(Set.of(ADMIN));
	}

	/** The whole table in the form of Spring Security, with the actuator endpoints. */
	RequestMatcherDelegatingAuthorizationManager toRequests() {
		RequestMatcherDelegatingAuthorizationManager.Builder requests = RequestMatcherDelegatingAuthorizationManager
			.builder();
		rules.forEach(rule -> matchers(rule).forEach(matcher -> requests.add(matcher, toAny(rule.roles()))));
		return requests.add(health(), toAny(Set.of()))
			.add(EndpointRequest.toAnyEndpoint(), toAny(Set.of(MONITOR, ADMIN)))
			.add(AnyRequestMatcher.INSTANCE, toAny(Set.of(ADMIN)))
			.build();
	}

	private static AuthorizationManager<Object> toAny(Set<Role> roles) {
		return roles.isEmpty() ? SingleResultAuthorizationManager.permitAll() : AuthorityAuthorizationManager
			.hasAnyAuthority(roles.stream().map(ApiKeys::authority).toArray(String[]::new));
	}

}
