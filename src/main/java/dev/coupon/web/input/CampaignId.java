package dev.coupon.web.input;

import dev.coupon.domain.Campaign;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a parameter that is a campaign's id, so that it is validated. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Pattern(regexp = Campaign.ID_PATTERN)
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Parameter(description = "The campaign's id", example = "black-friday")
public @interface CampaignId {

	String message() default Campaign.ID_RULE;

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
