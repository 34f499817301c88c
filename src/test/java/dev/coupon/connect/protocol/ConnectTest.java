package dev.coupon.connect.protocol;

import dev.coupon.testing.HttpTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** A test of the whole service on a real port, with a client of the procedures. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@HttpTest
@Import({ ConnectClient.class, RefusingFilter.class })
@interface ConnectTest {

}
