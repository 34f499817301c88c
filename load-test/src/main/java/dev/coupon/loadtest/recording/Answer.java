package dev.coupon.loadtest.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** An answer of the service. */
public record Answer(int status, JsonNode body) {

	private static final JsonMapper JSON = new JsonMapper();

	public static Answer of(int status, String body) {
		try {
			return new Answer(status, JSON.readTree(body));
		}
		catch (JsonProcessingException ex) {
			return new Answer(status, MissingNode.getInstance());
		}
	}

	/** What the answer means to who asked. */
	public Outcome outcomeOf(RequestType type) {
		boolean success = switch (type) {
			case CREATE -> isSuccess() && body.path("id").isTextual();
			case ISSUE -> isSuccess() && body.path("code").isTextual() && body.path("sequence").isInt();
			case GET -> status == 200 && body.path("issued").isInt();
		};
		boolean exhausted = type == RequestType.ISSUE && status == 409 && problem().equals("campaign-exhausted");
		return success ? Outcome.SUCCEEDED : exhausted ? Outcome.EXHAUSTED : Outcome.FAILED;
	}

	/** Whether a request for a coupon may have got one that the answer doesn't tell. */
	public boolean leavesOpen() {
		boolean nothingDone = status == 503 && problem().equals("overloaded");
		return isSuccess() || (status >= 500 && !nothingDone);
	}

	/** What is wrong with the answer, in few words that many answers share. */
	public String fault() {
		String problem = problem().isEmpty() ? "that can't be understood" : problem();
		return status + " " + problem;
	}

	/** The same with all that the service says of it. */
	public String details() {
		String detail = body.path("detail").asText("");
		String errors = body.path("errors").isMissingNode() ? "" : " " + body.path("errors");
		return fault() + (detail.isEmpty() ? "" : ": " + detail) + errors;
	}

	private boolean isSuccess() {
		return status == 200 || status == 201;
	}

	private String problem() {
		return body.path("code").asText("");
	}
}
