package dev.coupon.web.campaign;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/** Documents that an operation deletes a campaign, and answers 204. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "204", content = @Content, headers = @Header(name = AnswersDeleted.COUPONS, required = true,
		description = "How many coupons were deleted with it", schema = @Schema(type = "integer")))
@interface AnswersDeleted {

	/** The header with the number of coupons that went with the campaign. */
	String COUPONS = "Coupons-Deleted";

	/** The description of the answer. */
	@AliasFor(annotation = ApiResponse.class, attribute = "description")
	String value();

}
