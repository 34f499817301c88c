package dev.coupon.web.exchange;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Has {@link Direct} methods found before Spring asks its mappings in turn, because these
 * do more for each request than a direct method needs.
 */
@Component
class DirectFirst implements HandlerMapping, Ordered, WebMvcRegistrations {

	private final DirectMapping mapping = new DirectMapping();

	@Override
	public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
		return mapping;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean usesPathPatterns() {
		return true;
	}

	@Override
	public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
		return mapping.findDirect(request);
	}

}
