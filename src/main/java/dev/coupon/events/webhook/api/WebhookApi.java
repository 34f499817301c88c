package dev.coupon.events.webhook.api;

import static dev.coupon.web.problem.Problem.INVALID_REQUEST;
import static dev.coupon.web.problem.Problem.WEBHOOK_NOT_FOUND;

import dev.coupon.events.webhook.WebhookModule;
import dev.coupon.web.input.PageSize;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operations on webhooks, with their HTTP mapping and their OpenAPI documentation.
 */
@Tag(name = "Webhooks", description = "For other systems: events are sent to them")
@RequestMapping(path = WebhookModule.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
interface WebhookApi {

	String ID = "The webhook's id";

	@Operation(summary = "Create a webhook",
			description = "Sends events to an address, in the order of the feed, from now on or from where from says. "
					+ "Each is signed as Standard Webhooks says. The secret is shown in this answer only.")
	@ApiResponse(responseCode = "201", description = "Created",
			headers = @Header(name = "Location", required = true, description = "The webhook's path",
					schema = @Schema(type = "string")),
			content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
	@Raises(INVALID_REQUEST)
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<?> createWebhook(@RequestBody WebhookRequest webhook,
			@Parameter(hidden = true) HttpServletRequest request);

	@Operation(summary = "List webhooks",
			description = "All of them, in the order of their ids, without their secrets.")
	@ApiResponse(responseCode = "200", description = "All webhooks",
			content = @Content(schema = @Schema(implementation = WebhookResponse.All.class)))
	@Raises(INVALID_REQUEST)
	@GetMapping
	WebhookResponse.All listWebhooks();

	@Operation(summary = "Read a webhook",
			description = "What is sent where, up to where it is delivered, what waits, "
					+ "and, if it is disabled, why.")
	@ApiResponse(responseCode = "200", description = "The webhook",
			content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
	@Raises({ INVALID_REQUEST, WEBHOOK_NOT_FOUND })
	@GetMapping("/{id}")
	ResponseEntity<?> readWebhook(@Parameter(description = ID) @PathVariable String id);

	@Operation(summary = "Change a webhook",
			description = "A JSON merge patch (RFC 7396) of url, types, campaignIds, batch and enabled. With "
					+ "enabled true a webhook that was disabled goes on where it was. Other types, campaigns or batch "
					+ "count for all that isn't delivered yet.")
	@ApiResponse(responseCode = "200", description = "The webhook as it is now",
			content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
	@io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
			content = @Content(schema = @Schema(implementation = WebhookPatch.class)))
	@Raises({ INVALID_REQUEST, WEBHOOK_NOT_FOUND })
	@PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE })
	ResponseEntity<?> changeWebhook(@Parameter(description = ID) @PathVariable String id,
			@Parameter(hidden = true) @RequestBody ObjectNode patch);

	@Operation(summary = "Delete a webhook", description = "Nothing more is sent. Its deliveries are forgotten.")
	@ApiResponse(responseCode = "204", description = "It is gone", content = @Content)
	@Raises({ INVALID_REQUEST, WEBHOOK_NOT_FOUND })
	@DeleteMapping("/{id}")
	ResponseEntity<?> deleteWebhook(@Parameter(description = ID) @PathVariable String id);

	@Operation(summary = "Make a new secret",
			description = "The new secret is shown in this answer only. The one before signs, too, for a day (or what "
					+ "coupon.webhooks.secret-overlap says), so that the receiver has time to change.")
	@ApiResponse(responseCode = "200", description = "The webhook with its new secret",
			content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
	@Raises({ INVALID_REQUEST, WEBHOOK_NOT_FOUND })
	@PostMapping("/{id}/secret")
	ResponseEntity<?> renewSecret(@Parameter(description = ID) @PathVariable String id);

	@Operation(summary = "Send a test",
			description = "Sends an event of the type webhook.test at once, beside the others, and answers what the "
					+ "receiver did. Works for a disabled webhook, too.")
	@ApiResponse(responseCode = "200", description = "What the receiver did",
			content = @Content(schema = @Schema(implementation = DeliveryResponse.class)))
	@Raises({ INVALID_REQUEST, WEBHOOK_NOT_FOUND })
	@PostMapping("/{id}/test")
	ResponseEntity<?> testWebhook(@Parameter(description = ID) @PathVariable String id) throws InterruptedException;

	@Operation(summary = "List deliveries",
			description = "The attempts to deliver, newest first, a page at a time. The last 10,000 of each webhook "
					+ "are kept for seven days (or what coupon.webhooks.keep-deliveries says).")
	@ApiResponse(responseCode = "200", description = "A page",
			content = @Content(schema = @Schema(implementation = DeliveryResponse.Page.class)))
	@Raises({ INVALID_REQUEST, WEBHOOK_NOT_FOUND })
	@GetMapping("/{id}/deliveries")
	ResponseEntity<?> listDeliveries(@Parameter(description = ID) @PathVariable String id,
			@Parameter(description = "The nextAfter of the page before") @RequestParam(required = false) @Min(value = 1,
					message = "must be the nextAfter of a page") @Nullable Long after,
			@Parameter(description = "At most so many") @RequestParam(defaultValue = "100") @PageSize int limit);

	@Operation(summary = "Deliver again",
			description = "Sends again all that was delivered since a time, or all that comes after a place in the "
					+ "feed, in order, and goes on from there. Events keep their ids; messages get new ones.")
	@ApiResponse(responseCode = "202", description = "It begins",
			content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
	@Raises({ INVALID_REQUEST, WEBHOOK_NOT_FOUND })
	@PostMapping(path = "/{id}/redeliveries", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<?> redeliver(@Parameter(description = ID) @PathVariable String id,
			@RequestBody RedeliveryRequest redelivery);

}
