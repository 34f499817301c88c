package dev.coupon.web.exchange.direct;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Every request leads to the same method as with Spring's own mapping. */
class DirectMappingTests {

	private final DirectMapping mapping = prepared(new DirectMapping());

	private final List<HandlerMapping> ours = List.of(mapping::findDirect, mapping);

	private final List<HandlerMapping> springs = List.of(prepared(new RequestMappingHandlerMapping()));

	@Controller
	@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	static class Operations {

		@Direct
		@PostMapping("/things/{id}/parts")
		public void add(HttpServletRequest request, HttpServletResponse response) {
		}

		@GetMapping("/things/{id}/parts")
		public void list() {
		}

		@Direct
		@GetMapping("/things/{id}")
		public void read(HttpServletRequest request, HttpServletResponse response) {
		}

		@Direct
		@RequestMapping("/things/{id}/other")
		public void other(HttpServletRequest request, HttpServletResponse response) {
		}

		@PostMapping("/things/{id}/other")
		public void addOther() {
		}

		@Direct
		@RequestMapping("/things/new")
		public void make(HttpServletRequest request, HttpServletResponse response) {
		}

		@Direct
		@GetMapping("/things/parts")
		public void readParts(HttpServletRequest request, HttpServletResponse response) {
		}

		@PostMapping("/things/parts")
		public void addParts() {
		}

		@Direct
		@PostMapping("/things/old")
		public void makeOld(HttpServletRequest request, HttpServletResponse response) {
		}

		@GetMapping("/things/all")
		public void all() {
		}

		@Direct
		@RequestMapping("/{*rest}")
		public void rest(HttpServletRequest request, HttpServletResponse response) {
		}

	}

	private static <M extends RequestMappingHandlerMapping> M prepared(M mapping) {
		GenericWebApplicationContext context = new GenericWebApplicationContext();
		context.registerBean(Operations.class);
		context.refresh();
		mapping.setApplicationContext(context);
		mapping.afterPropertiesSet();
		return mapping;
	}

	private static String answer(List<HandlerMapping> mappings, String method, String path, @Nullable String accept) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, path);
		if (accept != null) {
			request.addHeader("Accept", accept);
		}
		ServletRequestPathUtils.parseAndCache(request);
		try {
			HandlerExecutionChain chain = null;
			for (HandlerMapping mapping : mappings) {
				chain = chain == null ? mapping.getHandler(request) : chain;
			}
			return chain == null ? "none"
					: chain.getHandler() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
							+ " " + request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		}
		catch (Exception e) {
			return e.toString();
		}
	}

	@Test
	void findsWhatSpringFinds() {
		List<String> ids = List.of("a", "flash-sale_1", "a.b", "all", "new", "parts", "old", "%6Eew", "%41",
				"%EA%B0%80", "a;b=1", "a%2Fb", "", ".");
		List<String> paths = ids.stream()
			.flatMap(id -> List
				.of("/things/" + id, "/things/" + id + "/parts", "/things/" + id + "/parts/",
						"/things/" + id + "/other", "/Things/" + id)
				.stream())
			.toList();
		for (String path : paths) {
			for (String method : List.of("GET", "POST", "HEAD", "PUT", "OPTIONS")) {
				for (String accept : Arrays.asList(null, "*/*", "application/json", "text/csv", "text/html, */*;q=0.1",
						"nonsense")) {
					assertThat(answer(ours, method, path, accept)).as(method + " " + path + " " + accept)
						.isEqualTo(answer(springs, method, path, accept));
				}
			}
		}
	}

	@Test
	void leadsPlainRequestsToDirectMethods() {
		assertThat(answer(ours, "POST", "/things/flash-sale/parts", null)).contains("#add",
				" /things/{id}/parts {id=flash-sale}");
		assertThat(direct("POST", "/things/flash-sale/parts")).isTrue();
		assertThat(direct("PATCH", "/things/new")).isTrue();
		assertThat(direct("POST", "/things/old")).isTrue();
	}

	@Test
	void leavesOtherRequestsToSpring() {
		assertThat(direct("GET", "/things/all")).isFalse();
		assertThat(direct("GET", "/things/parts")).isFalse();
		assertThat(direct("OPTIONS", "/things/new")).isFalse();
		assertThat(direct("POST", "/things/flash-sale/other")).isFalse();
	}

	/** Spring's paths are then those below the prefix. */
	@Test
	void leavesRequestsToSpringIfItHasAPrefix() {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/things/flash-sale/parts");
		request.setServletPath("/things");
		request.setPathInfo("/flash-sale/parts");
		assertThat(mapping.findDirect(request)).isNull();
	}

	private boolean direct(String method, String path) {
		return mapping.findDirect(new MockHttpServletRequest(method, path)) != null;
	}

}
