package dev.coupon.web.module;

import java.util.List;

/**
 * A part of the service with paths of its own. It registers as a bean of this type. To
 * remove it, delete its package.
 */
public interface WebModule {

	/**
	 * The rules for who may call the module's paths. A path without a rule is for
	 * administrators alone.
	 */
	List<AccessRule> accessRules();

	/**
	 * The path patterns, without the context path, that scripts of pages from elsewhere
	 * may call if the operator allows the pages' origin (CORS). None unless overridden.
	 */
	default List<String> pathsForScripts() {
		return List.of();
	}

	/**
	 * Tells whether a path leads to a web page of the module, which browsers may show.
	 * @param path the path as in the request line, without the context path
	 */
	default boolean isPage(String path) {
		return false;
	}

	/**
	 * The origins elsewhere that scripts of the module's pages may call, such as
	 * {@code https://login.example}. None unless overridden.
	 */
	default List<String> originsForPages() {
		return List.of();
	}

}
