package dev.coupon.security;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** Everything that a running service has a mapping for. */
final class Endpoints {

	/**
	 * Where there is nothing: problems of the server, files that nobody has put there,
	 * procedures that don't exist.
	 */
	private static final Pattern NOTHING = Pattern.compile("/error|/\\*\\*|/webjars/.*|/v1\\..*/\\{\\*procedure}");

	private final List<Endpoint> all;

	/**
	 * A method of a path.
	 *
	 * @param path with names in braces
	 * @param operation the name of the Java method, or empty if there is none
	 */
	record Endpoint(HttpMethod method, String path, String operation) {

		/**
		 * A path of this kind. Its user is the one whom the tokens of tests are about.
		 */
		String examplePath() {
			return path.replace("{userId}", "shop-17")
				.replaceAll("\\{[^}]*}", "x1")
				.replace("**", "x2")
				.replace("*", "");
		}

		boolean isAt(String pattern) {
			return PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(examplePath()));
		}

		/** Whether it is one of Connect's, which are called by {@code POST} alone. */
		boolean isProcedure() {
			return path.startsWith("/v1.");
		}

		@Override
		public String toString() {
			return method + " " + path;
		}
	}

	Endpoints(ApplicationContext service) {
		Stream<Endpoint> methods = service.getBeansOfType(RequestMappingInfoHandlerMapping.class)
			.values()
			.stream()
			.flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
			.flatMap(entry -> endpoints(entry.getKey(), entry.getValue()));
		Stream<Endpoint> files = service.getBeansOfType(AbstractUrlHandlerMapping.class)
			.values()
			.stream()
			.flatMap(mapping -> mapping.getHandlerMap().keySet().stream())
			.map(path -> new Endpoint(HttpMethod.GET, path, ""));
		this.all = Stream.concat(methods, files)
			.distinct()
			.filter(endpoint -> !NOTHING.matcher(endpoint.path).matches())
			.filter(endpoint -> !endpoint.isProcedure() || endpoint.method.equals(HttpMethod.POST))
			.toList();
	}

	private static Stream<Endpoint> endpoints(RequestMappingInfo mapping, HandlerMethod handler) {
		Collection<HttpMethod> methods = mapping.getMethodsCondition().getMethods().isEmpty()
				? List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)
				: mapping.getMethodsCondition().getMethods().stream().map(method -> method.asHttpMethod()).toList();
		return mapping.getPatternValues()
			.stream()
			.flatMap(path -> methods.stream().map(method -> new Endpoint(method, path, handler.getMethod().getName())));
	}

	Stream<Endpoint> all() {
		return all.stream();
	}

	Stream<Endpoint> api() {
		return all().filter(endpoint -> endpoint.path.startsWith("/api/v1/"));
	}

}
