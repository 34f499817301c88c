package dev.coupon.web.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Reads {@code Accept} without its charsets, because every answer is in UTF-8. Spring
 * would find another charset unacceptable only after the coupon is issued, which would be
 * too late.
 */
@Configuration(proxyBeanMethods = false)
class AcceptRules implements WebMvcConfigurer {

	private static final HeaderContentNegotiationStrategy HEADER = new HeaderContentNegotiationStrategy();

	@Override
	public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
		negotiation.strategies(List
			.of(request -> HEADER.resolveMediaTypes(request).stream().map(AcceptRules::withoutCharset).toList()));
	}

	private static MediaType withoutCharset(MediaType type) {
		if (type.getCharset() == null) {
			return type;
		}
		Map<String, String> parameters = new LinkedHashMap<>(type.getParameters());
		parameters.keySet().removeIf("charset"::equalsIgnoreCase);
		return new MediaType(type, parameters);
	}

}
