package dev.coupon.web.exchange.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class DirectHandlerAdapterTests {

	private final DirectHandlerAdapter adapter = new DirectHandlerAdapter(
			new DefaultListableBeanFactory().getBeanProvider(RequestMappingHandlerMapping.class));

	interface Documented {

		@Direct
		void markedInAnInterface(HttpServletRequest request, HttpServletResponse response);

	}

	static class Handlers implements Documented {

		@Direct
		public void marked(HttpServletRequest request, HttpServletResponse response) {
		}

		@Override
		public void markedInAnInterface(HttpServletRequest request, HttpServletResponse response) {
		}

		public void unmarked(HttpServletRequest request, HttpServletResponse response) {
		}

		@Direct
		public void withAThirdParameter(HttpServletRequest request, HttpServletResponse response, String third) {
		}

		@Direct
		public String withAResult(HttpServletRequest request, HttpServletResponse response) {
			return "";
		}

	}

	private static HandlerMethod handler(String name) {
		return new HandlerMethod(new Handlers(),
				Arrays.stream(Handlers.class.getMethods())
					.filter(method -> method.getName().equals(name))
					.findFirst()
					.orElseThrow());
	}

	@Test
	void callsTheMethodsThatAreMarkedAndNoOthers() {
		assertThat(adapter.supports(handler("marked"))).isTrue();
		assertThat(adapter.supports(handler("markedInAnInterface"))).isTrue();
		assertThat(adapter.supports(handler("unmarked"))).isFalse();
	}

	@Test
	void refusesAMarkedMethodWithAnotherSignature() {
		assertThatIllegalStateException().isThrownBy(() -> adapter.supports(handler("withAThirdParameter")))
			.withMessageContaining("withAThirdParameter");
		assertThatIllegalStateException().isThrownBy(() -> adapter.supports(handler("withAResult")))
			.withMessageContaining("withAResult");
	}

}
