package dev.coupon.events.feed;

import static dev.coupon.web.problem.Problem.INVALID_REQUEST;

import dev.coupon.domain.event.EventPage;
import dev.coupon.events.CloudEvent;
import dev.coupon.service.event.EventService;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.input.CampaignId;
import dev.coupon.web.input.PageSize;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers what has happened, as a page or as a stream that stays open. */
@RestController
@Tag(name = "Events", description = "For other systems: all that happens, in order")
@RequestMapping(ApiPaths.API)
class EventController {

	private static final String AFTER = "The nextAfter of the page before, or the id of the last event of a stream; "
			+ "absent to begin at the beginning";

	private static final String TYPES = "Only events of these types, separated by commas";

	private final EventService service;

	private final EventStreams streams;

	EventController(EventService service, EventStreams streams) {
		this.service = service;
		this.streams = streams;
	}

	/** A page of the feed. */
	@Schema(name = "EventPage")
	record Page(@Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<CloudEvent> items,
			@Schema(description = "What to give as after to get what follows; always there.",
					requiredMode = Schema.RequiredMode.REQUIRED, example = "17.1000.3") String nextAfter) {
	}

	@Operation(summary = "Read the feed of events",
			description = "All that happened to campaigns and coupons, issues included, in order within each campaign. "
					+ "Nothing is skipped. A page without items is the end for now. With Accept: text/event-stream "
					+ "the answer stays open and sends each event as it comes; Last-Event-ID goes on after an event. "
					+ "A stream ends after a while: open it again.")
	@ApiResponse(responseCode = "200", description = "A page, or the stream", content = {
			@Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Page.class)),
			@Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
					schema = @Schema(type = "string",
							example = "id: 17.1000.3\nevent: coupon.issued\ndata: {…}\n\n")) })
	@Raises(INVALID_REQUEST)
	@GetMapping(path = "/events", produces = MediaType.APPLICATION_JSON_VALUE)
	Page readEvents(@Parameter(description = AFTER) @RequestParam(required = false) @Nullable String after,
			@Parameter(description = TYPES) @RequestParam(required = false) @Nullable List<String> types,
			@Parameter(description = "Only events of this campaign") @RequestParam(
					required = false) @CampaignId @Nullable String campaignId,
			@Parameter(description = "At most so many; a stream has no limit") @RequestParam(
					defaultValue = "100") @PageSize int limit) {
		EventRequest request = EventRequest.of(types, campaignId, after, null);
		request.checkNotAfter(service.extend());
		EventPage page = service.next(request.selection(), request.after(), limit);
		return new Page(page.items().stream().map(CloudEvent::of).toList(), Cursor.of(page.nextAfter()));
	}

	/** The same with another form of answer, documented there. */
	@Hidden
	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Nullable ResponseEntity<?> streamEvents(@RequestParam(required = false) @Nullable String after,
			@RequestParam(required = false) @Nullable List<String> types,
			@RequestParam(required = false) @CampaignId @Nullable String campaignId,
			@RequestParam(defaultValue = "100") @PageSize int limit,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId, HttpMethod method,
			HttpServletResponse response) throws IOException {
		EventRequest request = EventRequest.of(types, campaignId, after, lastEventId);
		request.checkNotAfter(service.extend());
		if (method.equals(HttpMethod.HEAD)) {
			// Nobody could read a stream, nor could its end be noticed.
			response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
			return null;
		}
		return streams.write(request, limit, response);
	}

}
