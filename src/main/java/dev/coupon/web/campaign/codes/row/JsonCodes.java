package dev.coupon.web.campaign.codes.row;

import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.input.stream.Line;
import dev.coupon.web.input.stream.Lines;
import dev.coupon.web.problem.JsonFaults;
import dev.coupon.web.problem.ProblemAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Codes as NDJSON: an object with the member {@code code} on each line. */
record JsonCodes(Lines lines, JsonMapper json) implements CodeRows {

	private static final String NO_CODE = "The line must be a JSON object with the member code.";

	/** A line as JSON. */
	record Item(@Nullable String code) {
	}

	@Override
	public @Nullable CodeRow next() throws IOException {
		return switch (lines.next()) {
			case null -> null;
			case Line.Unreadable(long number, String fault) -> new CodeRow.Faulty(number, "The line " + fault + ".");
			case Line.Text(long number, String text) -> row(number, text);
		};
	}

	private CodeRow row(long number, String text) {
		try {
			Item item = json.readValue(text, Item.class);
			return item == null || item.code == null ? new CodeRow.Faulty(number, NO_CODE)
					: CodeRow.of(number, item.code);
		}
		catch (JacksonException e) {
			return new CodeRow.Faulty(number, words(JsonFaults.answer(e, true)));
		}
	}

	/** The fault of a value, if there is one, or else what the problem says. */
	private static String words(ProblemAnswer answer) {
		Map<String, Object> more = answer.body().getProperties();
		return more != null && more.get("errors") instanceof List<?> faults
				&& faults.getFirst() instanceof Fault(String pointer, String detail)
						? (pointer.isEmpty() ? "The line " : pointer + " ") + detail + "."
						: String.valueOf(answer.body().getDetail());
	}

}
