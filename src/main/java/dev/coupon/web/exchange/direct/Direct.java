package dev.coupon.web.exchange.direct;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a controller method that reads the request and writes the answer itself. The
 * method takes the {@code HttpServletRequest} and the {@code HttpServletResponse} and
 * returns nothing. Spring's handling of arguments and results is skipped, because it
 * costs more than issuing a coupon: nothing is validated, converted or negotiated.
 * Exceptions still become problems.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Direct {

}
