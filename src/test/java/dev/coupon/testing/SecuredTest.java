package dev.coupon.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole service on a real port that knows the {@link TestKeys} and trusts
 * the {@link TestIssuer}. Nobody is slowed down for failing, and the service purges at
 * its start only.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "logging.exception-conversion-word=%wEx{1}", "coupon.warm-up.requests=0",
				"coupon.limits.failed-authentications=0", "coupon.limits.failed-look-ups=0",
				"coupon.retention.interval=365d" })
@Import(TestSetup.class)
@ContextConfiguration(initializers = SecuredTest.Settings.class)
public @interface SecuredTest {

	/** The keys and the issuer as settings. */
	final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext service) {
			Map<String, Object> settings = new HashMap<>(TestKeys.settings());
			settings.putAll(TestIssuer.ISSUER.settings());
			service.getEnvironment().getPropertySources().addFirst(new MapPropertySource("secured", settings));
		}

	}

}
