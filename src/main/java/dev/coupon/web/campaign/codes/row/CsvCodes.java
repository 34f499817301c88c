package dev.coupon.web.campaign.codes.row;

import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.input.stream.CsvLine;
import dev.coupon.web.input.stream.Line;
import dev.coupon.web.input.stream.Lines;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Codes as CSV (RFC 4180) with one column. The first line may name it. Each line is read
 * alone, so that a quote that isn't closed spoils one line and no more.
 */
final class CsvCodes implements CodeRows {

	private static final String COLUMN = "code";

	private final Lines lines;

	private boolean first = true;

	CsvCodes(Lines lines) {
		this.lines = lines;
	}

	@Override
	public @Nullable CodeRow next() throws IOException {
		Line line = lines.next();
		if (first) {
			first = false;
			if (line instanceof Line.Text(long number, String text) && isHeader(number, text)) {
				line = lines.next();
			}
		}
		return switch (line) {
			case null -> null;
			case Line.Unreadable(long number, String fault) -> new CodeRow.Faulty(number, "The line " + fault + ".");
			case Line.Text(long number, String text) -> row(number, text);
		};
	}

	/**
	 * Tells whether the first line names the column.
	 * @throws InvalidRequestException if there are several columns, because then all
	 * lines would be at fault
	 */
	private static boolean isHeader(long number, String text) {
		List<String> cells = CsvLine.cells(text);
		if (cells != null && cells.size() > 1) {
			throw new InvalidRequestException(List.of(new Fault("",
					"line " + number + " has " + cells.size() + " columns: send one column, which is code")));
		}
		return cells != null && cells.size() == 1 && cells.getFirst().strip().equalsIgnoreCase(COLUMN);
	}

	private static CodeRow row(long number, String text) {
		List<String> cells = CsvLine.cells(text);
		if (cells == null) {
			return new CodeRow.Faulty(number,
					"The line must be CSV: a quote isn't closed or in a wrong place, or there is a line break.");
		}
		return cells.size() == 1 ? CodeRow.of(number, cells.getFirst())
				: new CodeRow.Faulty(number, "The line must have one column, and has " + cells.size() + ".");
	}

}
