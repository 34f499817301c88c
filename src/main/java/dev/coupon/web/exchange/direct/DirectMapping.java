package dev.coupon.web.exchange.direct;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
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
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.ConversionServiceExposingInterceptor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.resource.ResourceUrlProviderExposingInterceptor;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Spring's mapping of requests to controller methods, which also finds methods that are
 * {@link Direct} in a short way. Spring compares a path that has a variable with all
 * mappings in turn, which costs more than issuing a coupon.
 */
final class DirectMapping extends RequestMappingHandlerMapping {

	/** The values of {@code Accept} with which JSON is acceptable beyond doubt. */
	private static final Set<String> PLAIN_ACCEPT = Set.of("*/*", "application/json");

	private volatile List<DirectRoute> routes = List.of();

	/** The answer to whether there are interceptors for some paths only. */
	private volatile boolean hasPatterns;

	/** The paths without a variable that don't lead to one direct method alone. */
	private volatile Set<String> shared = Set.of();

	/**
	 * Adds interceptors, without those that serve views, which this service doesn't have.
	 */
	@Override
	public void setInterceptors(Object... interceptors) {
		super.setInterceptors(Arrays.stream(interceptors).filter(interceptor -> !servesViews(interceptor)).toArray());
	}

	private static boolean servesViews(Object interceptor) {
		return interceptor instanceof ConversionServiceExposingInterceptor
				|| interceptor instanceof ResourceUrlProviderExposingInterceptor;
	}

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
		hasPatterns = getMappedInterceptors() != null;
		// Spring prefers paths without a variable.
		routes = getHandlerMethods().entrySet()
			.stream()
			.filter(entry -> AnnotatedElementUtils.hasAnnotation(entry.getValue().getMethod(), Direct.class))
			.map(entry -> DirectRoute.of(entry.getKey(), entry.getValue()))
			.filter(Objects::nonNull)
			.sorted(Comparator.comparing(DirectRoute::hasVariable))
			.toList();
		Set<String> direct = routes.stream()
			.filter(route -> !route.hasVariable())
			.map(DirectRoute::pattern)
			.collect(Collectors.toSet());
		Map<String, Long> mappings = getHandlerMethods().keySet()
			.stream()
			.flatMap(mapping -> mapping.getDirectPaths().stream())
			.collect(Collectors.groupingBy(path -> path, Collectors.counting()));
		shared = mappings.entrySet()
			.stream()
			.filter(path -> path.getValue() > 1 || !direct.contains(path.getKey()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/**
	 * The direct method for a request and its interceptors. Null if there is none, or if
	 * the request is not quite plain, such as one that accepts several types: Spring then
	 * decides, with the same result for plain requests.
	 */
	@Nullable HandlerExecutionChain findDirect(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		String path = request.getRequestURI().substring(request.getContextPath().length());
		boolean isBelowAPrefix = request.getPathInfo() != null;
		if (isBelowAPrefix || (accept != null && !PLAIN_ACCEPT.contains(accept)) || shared.contains(path)) {
			return null;
		}
		for (DirectRoute route : routes) {
			Map<String, String> variables = route.variables(request.getMethod(), path);
			if (variables != null) {
				HandlerMethod handler = route.handler().obtain();
				matched(route, handler, variables, request);
				if (hasPatterns) {
					ServletRequestPathUtils.parseAndCache(request);
				}
				return getHandlerExecutionChain(handler, request);
			}
		}
		return null;
	}

	/** Tells others which mapping was found, as Spring does. */
	private static void matched(DirectRoute route, HandlerMethod handler, Map<String, String> variables,
			HttpServletRequest request) {
		request.setAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, handler);
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, route.pattern());
		request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, variables);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent(observed -> observed.setPathPattern(route.pattern()));
	}

}
