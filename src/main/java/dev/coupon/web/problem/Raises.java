package dev.coupon.web.problem;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems that an operation of the API may answer with, besides those that any
 * operation may answer with.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Raises {

	/** The problems. */
	Problem[] value();

	/** False if the operation has an outcome that is known even if the store fails. */
	boolean asksTheStore() default true;

}
