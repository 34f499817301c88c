package dev.coupon.web.input.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A line of CSV (RFC 4180), which is read alone. */
public final class CsvLine {

	private static final CSVFormat FORMAT = CSVFormat.RFC4180;

	private CsvLine() {
	}

	/** The cells of a line; null if it isn't CSV. */
	public static @Nullable List<String> cells(String line) {
		if (line.indexOf(',') < 0 && line.indexOf('"') < 0 && line.indexOf('\r') < 0) {
			return List.of(line);
		}
		try (CSVParser parser = CSVParser.parse(line, FORMAT)) {
			List<CSVRecord> records = parser.getRecords();
			return records.size() == 1 ? records.getFirst().toList() : null;
		}
		catch (IOException | UncheckedIOException e) {
			return null;
		}
	}

}
