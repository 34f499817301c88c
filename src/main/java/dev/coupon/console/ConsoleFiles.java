package dev.coupon.console;

import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Serves the files of the console. Browsers keep them, but ask each time whether they
 * have changed, because scripts of different versions don't fit together. Changes are
 * told by the content, since all files of a jar have the same time.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "coupon.console.enabled", matchIfMissing = true)
class ConsoleFiles implements WebMvcConfigurer {

	private static final int AFTER_CONTROLLERS = 2;

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController(ConsoleModule.PATH, ConsoleModule.PATH + "/");
		registry.addViewController(ConsoleModule.PATH + "/").setViewName("forward:index.html");
	}

	@Bean
	ResourceHttpRequestHandler consoleFileHandler() {
		ResourceHttpRequestHandler handler = new ResourceHttpRequestHandler();
		handler.setLocations(List.of(new ClassPathResource("console/")));
		handler.setResourceResolvers(List.of(new Libraries(), new PathResourceResolver()));
		handler.setUseLastModified(false);
		handler.setEtagGenerator(new ContentTags());
		handler.setCacheControl(CacheControl.noCache());
		return handler;
	}

	@Bean
	SimpleUrlHandlerMapping consoleMapping(ResourceHttpRequestHandler consoleFileHandler, SignIn signIn) {
		return new SimpleUrlHandlerMapping(Map.of(ConsoleModule.PATH + "/**", consoleFileHandler, SignIn.PATH, signIn),
				AFTER_CONTROLLERS);
	}

}
