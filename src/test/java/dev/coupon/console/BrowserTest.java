package dev.coupon.console;

import dev.coupon.testing.HttpTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the console in headless Chromium, against the whole service. Test methods get
 * a {@link Screen} as parameter. Skipped, with the reason, if no Chromium is installed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@HttpTest
@ExtendWith(BrowserExtension.class)
@interface BrowserTest {

}
