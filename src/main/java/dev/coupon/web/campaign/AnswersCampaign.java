package dev.coupon.web.campaign;

import dev.coupon.web.campaign.json.CampaignResponse;
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

/** Documents that an operation answers 200 with a campaign and its {@code ETag}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "200",
		headers = @Header(name = "ETag", required = true, description = "The revision of its settings",
				schema = @Schema(type = "string")),
		content = @Content(schema = @Schema(implementation = CampaignResponse.class)))
@interface AnswersCampaign {

	/** The description of the answer. */
	@AliasFor(annotation = ApiResponse.class, attribute = "description")
	String value();

}
