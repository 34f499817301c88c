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
	 * The beginnings of the paths, without the context path, that lead to web pages of
	 * the module, which browsers may show. None unless overridden.
	 */
	default List<String> pages() {
		return List.of();
	}

	/**
	 * The origins elsewhere that scripts of the module's pages may call, such as
	 * {@code https://login.example}. None unless overridden.
	 */
	default List<String> originsForPages() {
		return List.of();
	}

}
