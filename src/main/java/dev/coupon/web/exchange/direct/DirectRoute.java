package dev.coupon.web.exchange.direct;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * A path of a direct handler with one variable, such as
 * {@code /api/v1/campaigns/{id}/coupons}.
 *
 * @param handler the controller's method; the controller is created with the first
 * request
 * @param methods the names of the HTTP methods
 * @param prefix the path before the variable
 * @param suffix the path after the variable
 */
record DirectRoute(SingletonSupplier<HandlerMethod> handler, Set<String> methods, String pattern, String prefix,
		String variable, String suffix) {

	private static final Pattern ONE_VARIABLE = Pattern.compile("([^{}*?]*/)\\{(\\w+)}((?:/[^{}*?]*)?)");

	/** The characters that stand for themselves, whatever is between them. */
	private static final boolean[] PLAIN = new boolean[128];

	static {
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars().forEach(c -> PLAIN[c] = true);
	}

	/** The route for a mapping; null if its path doesn't have exactly one variable. */
	static @Nullable DirectRoute of(RequestMappingInfo mapping, HandlerMethod handler) {
		Set<String> patterns = mapping.getPatternValues();
		Matcher parts = ONE_VARIABLE.matcher(patterns.size() == 1 ? patterns.iterator().next() : "");
		Set<String> methods = mapping.getMethodsCondition()
			.getMethods()
			.stream()
			.map(RequestMethod::name)
			.collect(Collectors.toSet());
		return !methods.isEmpty() && parts.matches()
				? new DirectRoute(SingletonSupplier.of(handler::createWithResolvedBean), methods, parts.group(),
						parts.group(1), parts.group(2), parts.group(3))
				: null;
	}

	/**
	 * The value of the variable in a path; null if the path is another one, or the value
	 * has characters that may be encoded.
	 */
	@Nullable String value(String method, String path) {
		int end = path.length() - suffix.length();
		return end > prefix.length() && methods.contains(method) && path.startsWith(prefix) && path.endsWith(suffix)
				&& isPlain(path, prefix.length(), end) ? path.substring(prefix.length(), end) : null;
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
