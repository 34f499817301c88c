package dev.coupon.events.webhook.api;

import com.standardwebhooks.Webhook;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds to the OpenAPI document what receivers of webhooks get. */
@Configuration(proxyBeanMethods = false)
class WebhookDocument {

	private static final String EVENT = "#/components/schemas/CloudEvent";

	@Bean
	OpenApiCustomizer webhooksInTheDocument() {
		return api -> api.addWebhooks("events", new PathItem().post(message()));
	}

	private static Operation message() {
		return new Operation().addTagsItem("Webhooks")
			.summary("Events, as a receiver gets them")
			.description(
					"One event, or a list of up to 100 if the webhook has batch. Signed as Standard Webhooks says. "
							+ "May come twice, with the same webhook-id.")
			.addParametersItem(header(Webhook.UNBRANDED_MSG_ID_KEY, "The id of the message, the same for each attempt"))
			.addParametersItem(header(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, "The time of the attempt, in seconds"))
			.addParametersItem(header(Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
					"v1, and the signature in Base64; " + "several, separated by blanks, while two secrets sign"))
			.requestBody(new RequestBody().required(true)
				.content(new Content()
					.addMediaType("application/cloudevents+json", new MediaType().schema(new Schema<>().$ref(EVENT)))
					.addMediaType("application/cloudevents-batch+json",
							new MediaType().schema(new ArraySchema().items(new Schema<>().$ref(EVENT))))))
			.responses(new ApiResponses()
				.addApiResponse("2XX", new ApiResponse().description("The receiver has the message"))
				.addApiResponse("410",
						new ApiResponse().description("The receiver wants no more: disables the webhook"))
				.addApiResponse("default", new ApiResponse().description("The message is sent again later")));
	}

	private static Parameter header(String name, String description) {
		return new HeaderParameter().name(name).required(true).description(description).schema(new StringSchema());
	}

}
