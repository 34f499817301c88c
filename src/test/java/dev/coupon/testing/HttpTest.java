package dev.coupon.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * A test of the whole service on a real port, at a time and with a store that the test
 * can tamper with. Of exceptions that are provoked, the log has the first lines only. The
 * service purges at its start only: tests share it and its clock, and a purge in the
 * background would erase what another test needs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "logging.exception-conversion-word=%wEx{1}", "coupon.warm-up.requests=0",
				"coupon.limits.failed-look-ups=0", "coupon.retention.interval=365d" })
@Import(TestSetup.class)
public @interface HttpTest {

}
