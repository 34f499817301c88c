package dev.coupon.web.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the controller method for a request, and looks at those that are {@link Direct}
 * first. Spring compares a path that has a variable with all mappings in turn, which
 * costs more than issuing a coupon. A request that is not quite plain, such as one that
 * accepts several types, is left to Spring, with the same result.
 */
final class DirectFirstMapping extends RequestMappingHandlerMapping {

	/** The values of {@code Accept} with which JSON is acceptable beyond doubt. */
	private static final Set<String> PLAIN_ACCEPT = Set.of("*/*", "application/json");

	private volatile List<DirectRoute> routes = List.of();

	/** The paths without a variable, which come before those with one. */
	private volatile Set<String> literals = Set.of();

	@Override
	protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> handlerMethods) {
		super.handlerMethodsInitialized(handlerMethods);
		findRoutes();
	}

	@Override
	public void registerMapping(RequestMappingInfo mapping, Object handler, Method method) {
		super.registerMapping(mapping, handler, method);
		findRoutes();
	}

	@Override
	public void unregisterMapping(RequestMappingInfo mapping) {
		super.unregisterMapping(mapping);
		findRoutes();
	}

	private void findRoutes() {
		literals = getHandlerMethods().keySet()
			.stream()
			.flatMap(mapping -> mapping.getDirectPaths().stream())
			.collect(Collectors.toSet());
		routes = getHandlerMethods().entrySet()
			.stream()
			.filter(entry -> AnnotatedElementUtils.hasAnnotation(entry.getValue().getMethod(), Direct.class))
			.map(entry -> DirectRoute.of(entry.getKey(), entry.getValue()))
			.filter(Objects::nonNull)
			.toList();
	}

	@Override
	protected @Nullable HandlerMethod lookupHandlerMethod(String lookupPath, HttpServletRequest request)
			throws Exception {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		if ((accept == null || PLAIN_ACCEPT.contains(accept)) && !literals.contains(lookupPath)) {
			for (DirectRoute route : routes) {
				String value = route.value(request.getMethod(), lookupPath);
				if (value != null) {
					matched(route, value, request);
					return route.handler();
				}
			}
		}
		return super.lookupHandlerMethod(lookupPath, request);
	}

	/** Tells others which mapping was found, as Spring does. */
	private static void matched(DirectRoute route, String value, HttpServletRequest request) {
		request.setAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, route.handler());
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, route.pattern());
		request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of(route.variable(), value));
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent(observed -> observed.setPathPattern(route.pattern()));
	}

}
