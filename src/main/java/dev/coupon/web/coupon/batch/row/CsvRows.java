package dev.coupon.web.coupon.batch.row;

import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import dev.coupon.web.input.stream.CsvLine;
import dev.coupon.web.input.stream.Line;
import dev.coupon.web.input.stream.Lines;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV (RFC 4180). The first line names the columns, or there is only one column,
 * of users. Each line is read alone, because no cell may have a line break in it: a quote
 * that isn't closed spoils one row and no more.
 */
public final class CsvRows implements RowSource {

	private static final String USER = "userId";

	private static final String KEY = "idempotencyKey";

	private static final List<String> KNOWN = List.of(USER, KEY);

	private final Lines lines;

	private @Nullable List<String> columns;

	public CsvRows(Lines lines) {
		this.lines = lines;
	}

	@Override
	public @Nullable Row next() throws IOException {
		Line line = lines.next();
		if (line != null && columns == null) {
			List<String> first = firstCells(line);
			if (first.size() == 1 && Stream.of(first.getFirst().split(";")).skip(1).anyMatch(CsvRows::looksLikeAName)) {
				throw wrong(line, "must have commas between its cells, not semicolons");
			}
			boolean header = first.stream().anyMatch(CsvRows::looksLikeAName);
			columns = header ? checked(first) : List.of(USER);
			if (header) {
				line = lines.next();
			}
			else if (first.size() != 1) {
				throw wrong(line, "must name the columns, which are userId, idempotencyKey or both");
			}
		}
		return switch (line) {
			case null -> null;
			case Line.Unreadable(long number, String fault) -> Row.faulty(number, "", fault);
			case Line.Text(long number, String text) -> row(number, CsvLine.cells(text));
		};
	}

	private static List<String> firstCells(Line line) {
		List<String> cells = switch (line) {
			case Line.Unreadable(long number, String fault) -> throw wrong(line, fault);
			case Line.Text(long number, String text) -> CsvLine.cells(text);
		};
		if (cells == null) {
			throw wrong(line, "must be CSV: a quote isn't closed or in a wrong place");
		}
		return cells;
	}

	/** Tells whether a cell is the name of a column, even if it is spelt otherwise. */
	private static boolean looksLikeAName(String cell) {
		String letters = cell.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
		return KNOWN.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(letters));
	}

	private static List<String> checked(List<String> names) {
		if (!KNOWN.containsAll(names) || new HashSet<>(names).size() < names.size()) {
			throw new InvalidRequestException(List.of(new Fault("",
					"the columns that the first line names must be userId, idempotencyKey or both, spelt like this")));
		}
		return names;
	}

	private static InvalidRequestException wrong(Line line, String rule) {
		return new InvalidRequestException(List.of(new Fault("", "line " + line.number() + " " + rule)));
	}

	private Row row(long number, @Nullable List<String> cells) {
		List<String> names = Objects.requireNonNull(columns);
		if (cells == null) {
			return Row.faulty(number, "",
					"must be one row of CSV: a quote isn't closed or in a wrong place, or there is a line break");
		}
		if (cells.size() != names.size()) {
			return Row.faulty(number, "", "must have %d cells, and has %d: %s".formatted(names.size(), cells.size(),
					String.join(",", names)));
		}
		if (cells.stream().allMatch(String::isEmpty)) {
			return Row.faulty(number, Row.USER_ID, "must not be empty where the row has no other cell either");
		}
		return Row.of(number, cell(USER, names, cells), cell(KEY, names, cells));
	}

	/** The value of a column; null if there is none or it is empty. */
	private static @Nullable String cell(String column, List<String> names, List<String> cells) {
		int at = names.indexOf(column);
		return at < 0 || cells.get(at).isEmpty() ? null : cells.get(at);
	}

}
