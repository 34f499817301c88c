package dev.coupon.web.module;

import dev.coupon.caller.Role;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * A rule for who may call the paths of a pattern.
 *
 * @param method the method; {@code GET} includes {@code HEAD}
 * @param path a path pattern of Spring's, without the context path
 * @param roles any of which suffices
 * @param audience who may call besides callers with such a role
 */
public record AccessRule(HttpMethod method, String path, Set<Role> roles, Audience audience) {

	/** Who needs no role. */
	public enum Audience {

		/** Nobody: a role is required. */
		NOBODY,
		/** Everyone whom the service answers at all, with a key or without. */
		EVERYONE,
		/** Everyone, also from outside of the trusted networks in protected mode. */
		STRANGERS

	}

	/** A rule that requires a role. */
	public static AccessRule require(Role role, HttpMethod method, String path) {
		return new AccessRule(method, path, Set.of(role), Audience.NOBODY);
	}

	/** A rule that lets an audience in without a role. */
	public static AccessRule open(Audience audience, HttpMethod method, String path) {
		return new AccessRule(method, path, Set.of(), audience);
	}

	/** The methods that the rule is for. */
	public List<HttpMethod> methods() {
		return method.equals(HttpMethod.GET) ? List.of(HttpMethod.GET, HttpMethod.HEAD) : List.of(method);
	}

}
