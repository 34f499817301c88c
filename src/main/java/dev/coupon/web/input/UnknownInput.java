package dev.coupon.web.input;

import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.ApiPaths;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refuses query parameters and body fields that an operation of the REST API doesn't
 * have, because a misspelt filter must not list everything. Bodies that an operation
 * takes are checked where they are read. A request without a query and without a
 * superfluous body costs next to nothing here.
 */
@Component
class UnknownInput implements HandlerInterceptor, WebMvcConfigurer {

	/** The number of faults that are reported, because a query may have thousands. */
	private static final int MAX_FAULTS = 20;

	private final Map<Method, Input> inputs = new ConcurrentHashMap<>();

	private final JsonMapper json;

	UnknownInput(JsonMapper json) {
		this.json = json;
	}

	/**
	 * The input of an operation, as its annotations have it.
	 *
	 * @param parameters the names of the query parameters
	 * @param takesBody whether it reads a body
	 */
	private record Input(SortedSet<String> parameters, boolean takesBody) {
	}

	/**
	 * Adds the interceptor for all paths, because matching a pattern for each request
	 * would cost more than the look at the pattern that was matched already.
	 */
	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		String query = request.getQueryString();
		boolean hasBody = hasBody(request);
		if ((query == null && !hasBody) || !(handler instanceof HandlerMethod operation) || !isRest(request)) {
			return true;
		}
		Input input = inputs.computeIfAbsent(operation.getMethod(), method -> input(operation));
		List<Fault> faults = new ArrayList<>(0);
		if (query != null) {
			faults.addAll(faultsOf(query, input.parameters));
		}
		if (hasBody && !input.takesBody) {
			faults.addAll(faultsOf(request.getInputStream().readAllBytes()));
		}
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults.subList(0, Math.min(faults.size(), MAX_FAULTS)));
		}
		return true;
	}

	private static boolean hasBody(HttpServletRequest request) {
		long length = request.getContentLengthLong();
		return length > 0 || (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null);
	}

	private static boolean isRest(HttpServletRequest request) {
		return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
				&& pattern.startsWith(ApiPaths.API);
	}

	private static Input input(HandlerMethod operation) {
		SortedSet<String> parameters = new TreeSet<>();
		boolean takesBody = AnnotatedElementUtils.hasAnnotation(operation.getMethod(),
				io.swagger.v3.oas.annotations.parameters.RequestBody.class);
		for (MethodParameter parameter : operation.getMethodParameters()) {
			takesBody |= parameter.hasParameterAnnotation(RequestBody.class);
			RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
			if (query != null) {
				parameters.add(query.name().isEmpty() ? parameter.getParameter().getName() : query.name());
			}
		}
		// Direct handlers have no parameters of their own, but document them.
		AnnotatedElementUtils.findMergedRepeatableAnnotations(operation.getMethod(), Parameter.class, Parameters.class)
			.stream()
			.filter(documented -> documented.in() == ParameterIn.QUERY)
			.forEach(documented -> parameters.add(documented.name()));
		return new Input(parameters, takesBody);
	}

	private static List<Fault> faultsOf(String query, SortedSet<String> known) {
		Map<String, Fault> faults = new LinkedHashMap<>();
		SortedSet<String> given = new TreeSet<>();
		for (String parameter : query.split("&", -1)) {
			String name = decoded(parameter.split("=", 2)[0]);
			if (parameter.isEmpty()) {
				continue;
			}
			if (!known.contains(name)) {
				faults.put(name, new Fault(name, "is not a known parameter; known are " + list(known)));
			}
			else if (!given.add(name)) {
				faults.put(name, new Fault(name, "must be given once"));
			}
		}
		return List.copyOf(faults.values());
	}

	private static String list(SortedSet<String> known) {
		return known.isEmpty() ? "none" : String.join(", ", known);
	}

	private static String decoded(String name) {
		try {
			return URLDecoder.decode(name, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException e) {
			return name;
		}
	}

	/**
	 * The faults of a body that no operation reads: each of its fields, or the body as a
	 * whole. An empty object has none, because some clients send one with every request.
	 */
	private List<Fault> faultsOf(byte[] body) {
		try {
			if (body.length == 0) {
				return List.of();
			}
			if (json.readTree(body) instanceof ObjectNode object) {
				return object.propertyNames()
					.stream()
					.sorted()
					.map(name -> new Fault("/" + InvalidRequestException.escaped(name),
							"is not a known field; known are none"))
					.toList();
			}
		}
		catch (JacksonException e) {
			// Reported below, like JSON that isn't an object.
		}
		return List.of(new Fault("", "must be absent, because this operation takes no body"));
	}

}
