package dev.coupon.web.module;

import dev.coupon.caller.Role;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * A rule for who may call the paths of a pattern.
 *
 * @param method the HTTP method; {@code GET} includes {@code HEAD}
 * @param path a path pattern of Spring's, without the context path
 * @param roles the roles that may call; one of them is enough
 * @param audience the callers that may call without such a role
 */
public record AccessRule(HttpMethod method, String path, Set<Role> roles, Audience audience) {

	/** The callers that need no role. */
	public enum Audience {

		/** No callers: a role is required. */
		NOBODY,
		/**
		 * All callers, with or without a key; in protected mode only those that it lets
		 * in.
		 */
		EVERYONE,
		/**
		 * All callers with a key or token, whatever its roles; in protected mode those
		 * that it lets in.
		 */
		KNOWN,
		/**
		 * All callers; in protected mode also those from outside the trusted networks.
		 */
		STRANGERS

	}

	/** A rule that requires a role. */
	public static AccessRule require(Role role, HttpMethod method, String path) {
		return new AccessRule(method, path, Set.of(role), Audience.NOBODY);
	}

	/** A rule that requires one of several roles. */
	public static AccessRule requireAny(Set<Role> roles, HttpMethod method, String path) {
		return new AccessRule(method, path, roles, Audience.NOBODY);
	}

	/** A rule that lets an audience in without a role. */
	public static AccessRule open(Audience audience, HttpMethod method, String path) {
		return new AccessRule(method, path, Set.of(), audience);
	}

	/** The HTTP methods that the rule applies to. */
	public List<HttpMethod> methods() {
		return method.equals(HttpMethod.GET) ? List.of(HttpMethod.GET, HttpMethod.HEAD) : List.of(method);
	}

}
