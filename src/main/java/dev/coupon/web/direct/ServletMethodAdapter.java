package dev.coupon.web.direct;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;

/**
 * Calls those controller methods that take the request and the response, and nothing
 * else, and answer by themselves. They get along without Spring's general handling of
 * arguments and results, which costs more than issuing a coupon does.
 */
@Component
class ServletMethodAdapter implements HandlerAdapter, Ordered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof HandlerMethod method && method.isVoid() && method.getMethodParameters().length == 2
				&& method.getMethodParameters()[0].getParameterType() == HttpServletRequest.class
				&& method.getMethodParameters()[1].getParameterType() == HttpServletResponse.class;
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
