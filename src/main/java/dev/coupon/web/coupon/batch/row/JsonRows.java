package dev.coupon.web.coupon.batch.row;

import dev.coupon.web.input.stream.Line;
import dev.coupon.web.input.stream.Lines;
import dev.coupon.web.problem.JsonFaults;
import java.util.Iterator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** Rows that are JSON objects. */
public final class JsonRows {

	private JsonRows() {
	}

	/** The rows of a list. */
	public static RowSource of(List<BatchItem> items) {
		Iterator<BatchItem> left = items.iterator();
		int[] read = { 0 };
		return () -> left.hasNext() ? left.next().row(++read[0]) : null;
	}

	/** The rows of NDJSON: an object a line. */
	public static RowSource of(Lines lines, JsonMapper json) {
		return () -> switch (lines.next()) {
			case null -> null;
			case Line.Unreadable(long number, String fault) -> Row.faulty(number, "", fault);
			case Line.Text(long number, String text) -> row(number, text, json);
		};
	}

	private static Row row(long number, String text, JsonMapper json) {
		try {
			BatchItem item = json.readValue(text, BatchItem.class);
			if (item == null) {
				throw MismatchedInputException.from((JsonParser) null, BatchItem.class, "null");
			}
			return item.row(number);
		}
		catch (JacksonException e) {
			return new Row.Faulty(number, JsonFaults.answer(e, true));
		}
	}

}
