package dev.coupon.store.command;

import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.port.move.UnmovableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows in the file of a campaign. The end is checked before there is no next row. */
final class CampaignFileReader implements Iterator<Row> {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String AGAIN = ". Nothing is changed. Export the campaign again, or send the whole file.";

	private final BufferedReader lines;

	private final CampaignFile read = new CampaignFile(null);

	private long number;

	private @Nullable Row next;

	private @Nullable Row end;

	private String campaignId = "";

	CampaignFileReader(BufferedReader lines) {
		this.lines = lines;
	}

	/** The id of the campaign in the file, after the first row is read. */
	String campaignId() {
		return campaignId;
	}

	/** The last line of the file; null before the file is read to its end. */
	@Nullable Row end() {
		return end;
	}

	@Override
	public boolean hasNext() {
		if (next == null && end == null) {
			Row row = readRow();
			if (!row.kind().equals(CampaignFile.END)) {
				next = row;
				return true;
			}
			checkEnd(row);
			if (readLine() != null) {
				throw new UnmovableException("The file goes on after its end. Nothing is changed. Import the files of "
						+ "several campaigns one by one.");
			}
			end = row;
		}
		return next != null;
	}

	@Override
	public Row next() {
		Row row = hasNext() ? next : null;
		if (row == null) {
			throw new NoSuchElementException();
		}
		next = null;
		if (campaignId.isEmpty()) {
			campaignId = String.valueOf(row.values().get("id"));
		}
		read.accept(row);
		return row;
	}

	private void checkEnd(Row row) {
		if (!Long.valueOf(CampaignFile.FORMAT).equals(row.values().get("format"))) {
			throw new UnmovableException("The file is of another version of the service" + AGAIN);
		}
		if (!read.end().values().equals(row.values())) {
			throw new UnmovableException("The file is not as it was written: its digest differs" + AGAIN);
		}
	}

	private Row readRow() {
		number++;
		String line = readLine();
		if (line == null) {
			throw new UnmovableException("The file breaks off after %d lines".formatted(number - 1) + AGAIN);
		}
		try {
			return row(JSON.readTree(line));
		}
		catch (JacksonException e) {
			throw noRow();
		}
	}

	private @Nullable String readLine() {
		try {
			return lines.readLine();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private Row row(JsonNode line) {
		if (!line.isObject() || line.size() != 1) {
			throw noRow();
		}
		Map.Entry<String, JsonNode> row = line.properties().iterator().next();
		Map<String, Object> values = new LinkedHashMap<>();
		row.getValue().properties().forEach(value -> values.put(value.getKey(), value(value.getValue())));
		return new Row(row.getKey(), values);
	}

	private Object value(JsonNode value) {
		if (value.isString()) {
			return value.stringValue();
		}
		if (value.canConvertToLong() && value.isIntegralNumber()) {
			return value.longValue();
		}
		if (value.isBoolean()) {
			return value.booleanValue();
		}
		throw noRow();
	}

	private UnmovableException noRow() {
		return new UnmovableException("Line %d is no line of an exported campaign".formatted(number) + AGAIN);
	}

}
