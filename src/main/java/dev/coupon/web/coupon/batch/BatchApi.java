package dev.coupon.web.coupon.batch;

import static dev.coupon.web.problem.Problem.CAMPAIGN_NOT_FOUND;
import static dev.coupon.web.problem.Problem.INVALID_REQUEST;

import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.coupon.batch.row.BatchBody;
import dev.coupon.web.input.CampaignId;
import dev.coupon.web.input.IdempotencyKey;
import dev.coupon.web.input.stream.LargeBodies;
import dev.coupon.web.problem.Raises;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The operation that issues many coupons, with its mapping and OpenAPI documentation. It
 * also answers clients that accept only JSON, because many say so with every JSON body.
 */
@Tag(name = "Coupons")
@RequestMapping(path = ApiPaths.CAMPAIGNS + "/{id}")
interface BatchApi {

	String DESCRIPTION = """
			Each row is a request of its own for one coupon: it is answered on a line of its own, in the order of \
			the rows, and what is wrong with one row stops no other. Rows are JSON (up to 1,000 items), or a stream \
			of any length: CSV with the columns userId and idempotencyKey, named by the first line, or with one \
			column of user ids and no header; or NDJSON with an item on each line. A line has at most 64 KiB; empty \
			lines are skipped. Answers are sent as they come, so a client that streams must read while it sends. \
			Rows are worked on many at a time, so the sequence of coupons may differ from the order of rows. With \
			an Idempotency-Key, a row without a key of its own gets one made of that key, its user, and how many \
			such rows with this user came before. To resume a batch that broke off, send all its rows again with \
			the same key, and likewise if rows were answered with overloaded or outcome-unknown.""";

	String ANSWER = """
			{"line":1,"status":201,"coupon":{"code":"7M2PHXVD0T5QKZRB","campaignId":"black-friday","sequence":1,\
			"userId":"alice","issuedAt":"2026-11-27T09:00:00.123Z","expiresAt":"2099-12-31T23:00:00Z",\
			"status":"ISSUED"}}
			{"line":2,"status":409,"code":"campaign-exhausted","detail":"All coupons of the campaign are issued."}
			""";

	@Operation(summary = "Issue many coupons", description = BatchApi.DESCRIPTION)
	@ApiResponse(responseCode = "200", description = "A line for each row",
			content = @Content(mediaType = LargeBodies.NDJSON, schema = @Schema(implementation = RowAnswer.class),
					examples = @ExampleObject(ANSWER)))
	@Raises({ INVALID_REQUEST, CAMPAIGN_NOT_FOUND })
	@Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER,
			description = "Names the batch among those to the campaign, so that it can be repeated safely",
			schema = @Schema(type = "string", pattern = IssueRequest.IDEMPOTENCY_KEY_PATTERN))
	@RequestBody(required = true, content = {
			@Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = BatchBody.class)),
			@Content(mediaType = LargeBodies.CSV,
					schema = @Schema(type = "string", example = "userId,idempotencyKey\r\nalice,order-1\r\n")),
			@Content(mediaType = LargeBodies.NDJSON,
					schema = @Schema(type = "string", example = "{\"userId\":\"alice\"}\n")) })
	@PostMapping(path = BatchBodies.PATH,
			consumes = { MediaType.APPLICATION_JSON_VALUE, LargeBodies.CSV, LargeBodies.NDJSON },
			produces = { LargeBodies.NDJSON, MediaType.APPLICATION_JSON_VALUE })
	@Nullable ResponseEntity<?> issueBatch(@PathVariable @CampaignId String id, HttpServletRequest request,
			HttpServletResponse response) throws IOException, HttpMediaTypeNotSupportedException;

}
