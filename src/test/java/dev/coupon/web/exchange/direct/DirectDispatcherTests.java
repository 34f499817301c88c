package dev.coupon.web.exchange.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletConfig;
import org.springframework.mock.web.MockServletContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.DelegatingWebMvcConfiguration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A direct method is called as every other method is, but without what only views need.
 */
class DirectDispatcherTests {

	/** What happened, in order. */
	private static final List<String> EVENTS = new ArrayList<>();

	private DispatcherServlet dispatcher;

	@Controller
	static class Operations {

		@Direct
		@PostMapping("/things/{id}")
		public void add(HttpServletRequest request, HttpServletResponse response) {
			EVENTS.add("add for " + (RequestContextHolder.getRequestAttributes() == null ? "nobody" : "a request")
					+ (request.getAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE) == null ? ""
							: " with a language"));
			switch (String.valueOf(request.getAttribute("failure"))) {
				case "refused" -> throw new IllegalArgumentException();
				case "broken" -> throw new IllegalStateException();
				case "error" -> throw new AssertionError();
				default -> {
				}
			}
		}

		@RequestMapping("/error")
		public void error(HttpServletRequest request, HttpServletResponse response) {
			EVENTS.add("error page");
		}

	}

	@ControllerAdvice
	static class Advice {

		@ExceptionHandler
		void refused(IllegalArgumentException e, HttpServletResponse response) {
			response.setStatus(400);
		}

	}

	static class Watcher implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			EVENTS.add("before");
			return request.getAttribute("stopped") == null;
		}

		@Override
		public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
				@Nullable Exception e) {
			EVENTS.add("after " + response.getStatus());
		}

	}

	static class WatcherOfSome implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			EVENTS.add("before some");
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DirectMvc extends DelegatingWebMvcConfiguration {

		@Bean
		Operations operations() {
			return new Operations();
		}

		@Bean
		Advice advice() {
			return new Advice();
		}

		@Override
		protected void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new Watcher());
			registry.addInterceptor(new WatcherOfSome()).addPathPatterns("/things/watched/**");
		}

		@Override
		protected RequestMappingHandlerMapping createRequestMappingHandlerMapping() {
			return new DirectMapping();
		}

		@Bean
		DirectHandlerAdapter direct(ObjectProvider<RequestMappingHandlerMapping> mappings) {
			return new DirectHandlerAdapter(mappings);
		}

	}

	@BeforeEach
	void start() throws ServletException {
		EVENTS.clear();
		AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
		context.setServletContext(new MockServletContext());
		context.register(DirectMvc.class);
		context.refresh();
		dispatcher = new DirectDispatcher(context.getBean(DirectMapping.class));
		dispatcher.setApplicationContext(context);
		dispatcher.init(new MockServletConfig());
	}

	private static MockHttpServletRequest post(String path) {
		return new MockHttpServletRequest("POST", path);
	}

	private MockHttpServletResponse answer(MockHttpServletRequest request) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		dispatcher.service(request, response);
		return response;
	}

	@Test
	void callsTheMethodBetweenItsInterceptors() throws Exception {
		answer(post("/things/a"));
		assertThat(EVENTS).containsExactly("before", "add for a request", "after 200");
		assertThat(RequestContextHolder.getRequestAttributes()).isNull();
	}

	@Test
	void runsInterceptorsForSomePathsThereOnly() throws Exception {
		answer(post("/things/watched"));
		assertThat(EVENTS).containsExactly("before", "before some", "add for a request", "after 200");
	}

	@Test
	void leavesRequestsThatAreNotQuitePlainToSpring() throws Exception {
		answer(post("/things/%61"));
		assertThat(EVENTS).containsExactly("before", "add for a request with a language", "after 200");
	}

	@Test
	void doesNotCallTheMethodIfAnInterceptorHasAnswered() throws Exception {
		MockHttpServletRequest request = post("/things/a");
		request.setAttribute("stopped", true);
		answer(request);
		assertThat(EVENTS).containsExactly("before");
	}

	@Test
	void turnsExceptionsIntoProblems() throws Exception {
		MockHttpServletRequest request = post("/things/a");
		request.setAttribute("failure", "refused");
		assertThat(answer(request).getStatus()).isEqualTo(400);
		assertThat(EVENTS).containsExactly("before", "add for a request", "after 400");
	}

	@Test
	void passesOnWhatNobodyTurnsIntoAProblem() {
		for (String failure : List.of("broken", "error")) {
			MockHttpServletRequest request = post("/things/a");
			request.setAttribute("failure", failure);
			assertThatThrownBy(() -> answer(request)).isInstanceOf(ServletException.class)
				.hasRootCauseInstanceOf(failure.equals("broken") ? IllegalStateException.class : AssertionError.class);
			assertThat(RequestContextHolder.getRequestAttributes()).isNull();
		}
	}

	@Test
	void showsTheErrorPageForARequestThatFailed() throws Exception {
		MockHttpServletRequest request = post("/things/a");
		request.setAttribute("failure", "broken");
		assertThatThrownBy(() -> answer(request)).isInstanceOf(ServletException.class);
		request.setDispatcherType(DispatcherType.ERROR);
		request.setRequestURI("/error");
		EVENTS.clear();
		answer(request);
		assertThat(EVENTS).containsExactly("before", "error page", "after 200");
	}

}
