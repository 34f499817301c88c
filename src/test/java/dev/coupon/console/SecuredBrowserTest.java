package dev.coupon.console;

import dev.coupon.testing.SecuredTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A {@link BrowserTest} of a service that knows the keys of
 * {@link dev.coupon.testing.TestKeys} and lets nobody in without one. Tests sign in with
 * {@link Screen#signIn}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SecuredTest
@ExtendWith(BrowserExtension.class)
@interface SecuredBrowserTest {

}
