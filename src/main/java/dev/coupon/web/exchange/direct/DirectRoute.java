package dev.coupon.web.exchange.direct;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * A path of a direct handler with one variable, such as
 * {@code /api/v1/campaigns/{id}/coupons}, or without any.
 *
 * @param handler the controller's method; the controller is created with the first
 * request
 * @param methods the names of the HTTP methods; none means all but OPTIONS, which Spring
 * answers
 * @param prefix the path before the variable, or the whole path if there is none
 * @param variable the name of the variable; absent if there is none
 * @param suffix the path after the variable
 */
record DirectRoute(SingletonSupplier<HandlerMethod> handler, Set<String> methods, String pattern, String prefix,
		@Nullable String variable, String suffix) {

	private static final Pattern AT_MOST_ONE_VARIABLE = Pattern
		.compile("([^{}*?]*/)(?:\\{(\\w+)}((?:/[^{}*?]*)?)|[^{}*?/]+)");

	/** The characters that stand for themselves, whatever is between them. */
	private static final boolean[] PLAIN = new boolean[128];

	static {
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars().forEach(c -> PLAIN[c] = true);
	}

	/**
	 * The route for a mapping; null if it has several paths, several variables, or a
	 * variable and no HTTP method.
	 */
	static @Nullable DirectRoute of(RequestMappingInfo mapping, HandlerMethod handler) {
		Set<String> patterns = mapping.getPatternValues();
		Matcher parts = AT_MOST_ONE_VARIABLE.matcher(patterns.size() == 1 ? patterns.iterator().next() : "");
		Set<String> methods = mapping.getMethodsCondition()
			.getMethods()
			.stream()
			.map(RequestMethod::name)
			.collect(Collectors.toSet());
		// With a variable, a path may be another mapping's, too. Spring prefers the one
		// that names the method.
		if (!parts.matches() || (parts.group(2) != null && methods.isEmpty())) {
			return null;
		}
		String variable = parts.group(2);
		return new DirectRoute(SingletonSupplier.of(handler::createWithResolvedBean), methods, parts.group(),
				variable == null ? parts.group() : parts.group(1), variable, variable == null ? "" : parts.group(3));
	}

	boolean hasVariable() {
		return variable != null;
	}

	/**
	 * The variables of a path and their values; null if the route doesn't lead to the
	 * method at this path, or the value has characters that may be encoded.
	 */
	@Nullable Map<String, String> variables(String method, String path) {
		if (!answers(method)) {
			return null;
		}
		if (variable == null) {
			return path.equals(prefix) ? Map.of() : null;
		}
		int end = path.length() - suffix.length();
		return end > prefix.length() && path.startsWith(prefix) && path.endsWith(suffix)
				&& isPlain(path, prefix.length(), end) ? Map.of(variable, path.substring(prefix.length(), end)) : null;
	}

	private boolean answers(String method) {
		return methods.isEmpty() ? !method.equals(HttpMethod.OPTIONS.name()) : methods.contains(method);
	}

	private static boolean isPlain(String path, int from, int to) {
		for (int i = from; i < to; i++) {
			char c = path.charAt(i);
			if (c >= PLAIN.length || !PLAIN[c]) {
				return false;
			}
		}
		return true;
	}

}
