package dev.coupon.web.input;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a parameter that limits the number of items on a page: 1 to {@link #MAX}. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Min(1)
@Max(PageSize.MAX)
@Constraint(validatedBy = {})
@ReportAsSingleViolation
public @interface PageSize {

	/** The largest number of items on a page. */
	int MAX = 1_000;

	/** The rule in words. */
	String RULE = "must be from 1 to 1000";

	String message() default RULE;

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
