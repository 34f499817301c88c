package dev.coupon.web.exchange.direct;

import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Has {@link Direct} methods found before Spring prepares a request and asks its mappings
 * in turn, because both do more for each request than a direct method needs.
 */
@Configuration(proxyBeanMethods = false)
class DirectFirst implements WebMvcRegistrations {

	private final DirectMapping mapping = new DirectMapping();

	@Override
	public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
		return mapping;
	}

	/** The dispatcher in place of Spring Boot's, with the same settings. */
	@Bean
	DispatcherServlet dispatcherServlet(WebMvcProperties settings) {
		DispatcherServlet dispatcher = new DirectDispatcher(mapping);
		dispatcher.setDispatchOptionsRequest(settings.isDispatchOptionsRequest());
		dispatcher.setDispatchTraceRequest(settings.isDispatchTraceRequest());
		dispatcher.setPublishEvents(settings.isPublishRequestHandledEvents());
		dispatcher.setEnableLoggingRequestDetails(settings.isLogRequestDetails());
		return dispatcher;
	}

}
