package dev.coupon.web.exchange.direct;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Calls the controller methods that are marked as {@link Direct}. */
@Component
class DirectHandlerAdapter implements HandlerAdapter, Ordered, SmartInitializingSingleton {

	private static final Class<?>[] PARAMETERS = { HttpServletRequest.class, HttpServletResponse.class };

	private final ObjectProvider<RequestMappingHandlerMapping> mappings;

	/**
	 * The results of earlier checks, by method. They are kept because looking for
	 * annotations is slow.
	 */
	private final Map<Method, Boolean> marked = new ConcurrentHashMap<>();

	DirectHandlerAdapter(ObjectProvider<RequestMappingHandlerMapping> mappings) {
		this.mappings = mappings;
	}

	/**
	 * Checks the signature of every marked controller method.
	 * @throws IllegalStateException if a marked method doesn't have the required
	 * signature
	 */
	@Override
	public void afterSingletonsInstantiated() {
		mappings.forEach(mapping -> mapping.getHandlerMethods().values().forEach(this::supports));
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof HandlerMethod method && isDirect(method.getMethod());
	}

	private boolean isDirect(Method method) {
		Boolean known = marked.get(method);
		return known != null ? known : marked.computeIfAbsent(method, DirectHandlerAdapter::isMarked);
	}

	private static boolean isMarked(Method method) {
		boolean isDirect = AnnotatedElementUtils.hasAnnotation(method, Direct.class);
		if (isDirect
				&& !(method.getReturnType() == void.class && Arrays.equals(method.getParameterTypes(), PARAMETERS))) {
			throw new IllegalStateException(
					method + " is @Direct, so it must take HttpServletRequest and HttpServletResponse and return void");
		}
		return isDirect;
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		HandlerMethod method = (HandlerMethod) handler;
		try {
			method.getMethod().invoke(method.getBean(), request, response);
			return null;
		}
		catch (InvocationTargetException e) {
			throw e.getTargetException() instanceof Exception cause ? cause : e;
		}
	}

}
