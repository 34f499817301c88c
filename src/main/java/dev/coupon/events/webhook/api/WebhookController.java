package dev.coupon.events.webhook.api;

import dev.coupon.domain.webhook.Subscription;
import dev.coupon.events.webhook.WebhookModule;
import dev.coupon.events.webhook.admin.WebhookService;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.campaign.json.MergePatch;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@RestController
class WebhookController implements WebhookApi {

	private final WebhookService webhooks;

	private final JsonMapper mapper;

	WebhookController(WebhookService webhooks, JsonMapper mapper) {
		this.webhooks = webhooks;
		this.mapper = mapper;
	}

	@Override
	public ResponseEntity<?> createWebhook(WebhookRequest webhook, HttpServletRequest request) {
		Subscription created = webhooks.create(webhook.draft(), webhook.from());
		return ResponseEntity.created(URI.create(request.getContextPath() + WebhookModule.PATH + "/" + created.id()))
			.body(WebhookResponse.withSecret(created));
	}

	@Override
	public WebhookResponse.All listWebhooks() {
		return new WebhookResponse.All(webhooks.all().stream().map(WebhookResponse::of).toList());
	}

	@Override
	public ResponseEntity<?> readWebhook(String id) {
		return answer(webhooks.find(id), WebhookResponse::of);
	}

	@Override
	public ResponseEntity<?> changeWebhook(String id, ObjectNode patch) {
		return answer(webhooks.change(id, present -> patched(present, patch).change()), WebhookResponse::of);
	}

	/** The patch applied to a webhook. Only campaigns can be removed. */
	private WebhookPatch patched(Subscription present, ObjectNode patch) {
		List<Fault> faults = patch.propertyStream()
			.filter(member -> member.getValue().isNull() && !member.getKey().equals("campaignIds"))
			.map(member -> new Fault("/" + InvalidRequestException.escaped(member.getKey()), "can't be removed"))
			.toList();
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		ObjectNode whole = mapper.valueToTree(WebhookPatch.of(present));
		MergePatch.apply(patch, whole);
		return mapper.treeToValue(whole, WebhookPatch.class);
	}

	@Override
	public ResponseEntity<?> deleteWebhook(String id) {
		return webhooks.delete(id) ? ResponseEntity.noContent().build() : notFound();
	}

	@Override
	public ResponseEntity<?> renewSecret(String id) {
		return answer(webhooks.rotate(id), WebhookResponse::withSecret);
	}

	@Override
	public ResponseEntity<?> testWebhook(String id) throws InterruptedException {
		return answer(webhooks.test(id), DeliveryResponse::of);
	}

	@Override
	public ResponseEntity<?> listDeliveries(String id, @Nullable Long after, int limit) {
		return answer(webhooks.deliveries(id, after, limit), DeliveryResponse.Page::of);
	}

	@Override
	public ResponseEntity<?> redeliver(String id, RedeliveryRequest redelivery) {
		return webhooks.redeliver(id, redelivery.from())
			.<ResponseEntity<?>>map(begun -> ResponseEntity.status(HttpStatus.ACCEPTED).body(WebhookResponse.of(begun)))
			.orElseGet(WebhookController::notFound);
	}

	private static <T> ResponseEntity<?> answer(Optional<T> found, Function<T, ?> body) {
		return found.<ResponseEntity<?>>map(value -> ResponseEntity.ok(body.apply(value)))
			.orElseGet(WebhookController::notFound);
	}

	private static ResponseEntity<?> notFound() {
		return ProblemAnswer.of(Problem.WEBHOOK_NOT_FOUND).toResponseEntity();
	}

}
