package dev.coupon.security;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.MONITOR;
import static dev.coupon.caller.Role.REDEEM;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import dev.coupon.caller.Role;
import dev.coupon.security.key.ApiKeys;
import java.util.List;
import java.util.Set;
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

/**
 * The one table of who may ask for what. The first rule that fits decides; what none fits
 * is for {@link Role#ADMIN} alone.
 *
 * @param method the method, {@code GET} meaning {@code HEAD} too
 * @param path the path as a pattern of Spring's
 * @param roles any of which suffices; none at all lets everyone in
 */
record Access(HttpMethod method, String path, Set<Role> roles) {

	private static final String CAMPAIGN = "/api/v1/campaigns/{id}";

	private static final String COUPON = "/api/v1/coupons/{code}";

	/** Nobody but the service itself knows the path, and it is gone soon. */
	private static final Access WARM_UP = new Access(POST, "/warm-up-*/{id}", Set.of());

	/** The most frequent comes first. */
	static final List<Access> RULES = List.of(to(ISSUE, POST, CAMPAIGN + "/coupons"),
			to(ADMIN, GET, CAMPAIGN + "/coupons"),

			to(REDEEM, GET, COUPON), to(REDEEM, POST, COUPON + "/redemption"),
			to(REDEEM, DELETE, COUPON + "/redemption"),

			to(ISSUE, POST, "/v1.CouponService/IssueCoupon"), to(ADMIN, POST, "/v1.CampaignService/CreateCampaign"),
			to(ADMIN, POST, "/v1.CampaignService/GetCampaign"),

			to(ADMIN, POST, "/api/v1/campaigns"), to(ADMIN, GET, "/api/v1/campaigns"), to(ADMIN, GET, CAMPAIGN),
			to(ADMIN, PATCH, CAMPAIGN), to(ADMIN, DELETE, CAMPAIGN), to(ADMIN, POST, CAMPAIGN + "/pause"),
			to(ADMIN, POST, CAMPAIGN + "/resume"),

			WARM_UP,

			toEveryone("/v3/api-docs/**"), toEveryone("/v3/api-docs.yaml"), toEveryone("/swagger-ui.html"),
			toEveryone("/swagger-ui/**"));

	private static Access to(Role role, HttpMethod method, String path) {
		return new Access(method, path, Set.of(role));
	}

	private static Access toEveryone(String path) {
		return new Access(GET, path, Set.of());
	}

	/** What is answered even to strangers whom the service can't ask for a key. */
	static RequestMatcher toStrangers() {
		return RequestMatchers.anyOf(health(), PathPatternRequestMatcher.pathPattern(WARM_UP.method, WARM_UP.path));
	}

	/** Wherever the operator has put it. */
	private static RequestMatcher health() {
		return RequestMatchers.anyOf(EndpointRequest.to(HealthEndpoint.class),
				EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class));
	}

	/** Who may ask for an operation of the API, given its path with names in braces. */
	static Set<Role> rolesFor(HttpMethod method, String path) {
		return RULES.stream()
			.filter(rule -> rule.method.equals(method) && rule.path.equals(path))
			.findFirst()
			.map(Access::roles)
			.orElse(Set.of(ADMIN));
	}

	/** The whole table, with the endpoints of operators wherever they are. */
	static RequestMatcherDelegatingAuthorizationManager toRequests() {
		RequestMatcherDelegatingAuthorizationManager.Builder requests = RequestMatcherDelegatingAuthorizationManager
			.builder();
		RULES.forEach(rule -> rule.methods()
			.forEach(method -> requests.add(PathPatternRequestMatcher.pathPattern(method, rule.path),
					toAny(rule.roles))));
		return requests.add(health(), toAny(Set.of()))
			.add(EndpointRequest.toAnyEndpoint(), toAny(Set.of(MONITOR, ADMIN)))
			.add(AnyRequestMatcher.INSTANCE, toAny(Set.of(ADMIN)))
			.build();
	}

	private static AuthorizationManager<Object> toAny(Set<Role> roles) {
		return roles.isEmpty() ? SingleResultAuthorizationManager.permitAll() : AuthorityAuthorizationManager
			.hasAnyAuthority(roles.stream().map(ApiKeys::authority).toArray(String[]::new));
	}

	private List<HttpMethod> methods() {
		return method.equals(GET) ? List.of(GET, HEAD) : List.of(method);
	}

}
