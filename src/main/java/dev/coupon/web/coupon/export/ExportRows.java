package dev.coupon.web.coupon.export;

import dev.coupon.web.coupon.json.CouponResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the rows of an export in one of its formats. */
interface ExportRows {

	DateTimeFormatter WHOLE_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

	DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

	void write(CouponResponse row) throws IOException;

	/** Writes the line with the number of rows. */
	void count(int rows) throws IOException;

	/**
	 * The rows of a form. CSV begins with the header row. If the form is for
	 * spreadsheets, a byte-order mark comes before it, by which they know UTF-8.
	 */
	static ExportRows of(Writer out, String campaignId, ExportForm form, JsonMapper json) throws IOException {
		if (form.format() == ExportForm.Format.NDJSON) {
			return new Ndjson(out, json, form.zone());
		}
		if (form.forSpreadsheets()) {
			out.write('\uFEFF');
		}
		return new Csv(new CSVPrinter(out, Csv.FORMAT), campaignId, form);
	}

	/**
	 * An instant in a zone, with its offset, and to the millisecond like instants in UTC;
	 * as it is if there is no zone.
	 */
	private static @Nullable Object local(@Nullable Instant instant, @Nullable ZoneId zone) {
		if (instant == null || zone == null) {
			return instant;
		}
		ZonedDateTime local = instant.atZone(zone);
		return (local.getNano() == 0 ? WHOLE_SECONDS : MILLISECONDS).format(local);
	}

	/**
	 * Rows of CSV. The number of rows is a row whose code begins with a character that no
	 * code has. For spreadsheets, an apostrophe is put before what they would take for a
	 * formula.
	 */
	record Csv(CSVPrinter out, String campaignId, ExportForm form) implements ExportRows {

		private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder()
			.setHeader("code", "campaignId", "sequence", "userId", "issuedAt", "expiresAt", "redeemedAt",
					"redemptionReference", "status", "redeemedBy", "voidedAt", "voidReason")
			.get();

		/**
		 * Matches text that a spreadsheet would take for the beginning of a formula. Text
		 * after a semicolon is matched, too, because some spreadsheets separate cells by
		 * semicolons.
		 */
		private static final Pattern FORMULA_START = Pattern.compile("(^|;)([=+@\uFF1D\uFF0B\uFF0D\uFF20-])");

		@Override
		public void write(CouponResponse row) throws IOException {
			out.printRecord(row.code(), row.campaignId(), row.sequence(), cell(row.userId()), time(row.issuedAt()),
					time(row.expiresAt()), time(row.redeemedAt()), cell(row.redemptionReference()), row.status(),
					cell(row.redeemedBy()), time(row.voidedAt()), cell(row.voidReason()));
		}

		@Override
		public void count(int rows) throws IOException {
			out.printRecord("count:", campaignId, rows, null, null, null, null, null, null, null, null, null);
		}

		private @Nullable Object time(@Nullable Instant instant) {
			return local(instant, form.zone());
		}

		private @Nullable String cell(@Nullable String text) {
			return text == null || !form.forSpreadsheets() ? text : FORMULA_START.matcher(text).replaceAll("$1'$2");
		}

	}

	/** Rows of NDJSON. */
	record Ndjson(Writer out, JsonMapper json, @Nullable ZoneId zone) implements ExportRows {

		private static final List<String> TIMES = List.of("issuedAt", "expiresAt", "redeemedAt", "voidedAt");

		@Override
		public void write(CouponResponse row) throws IOException {
			out.append(json.writeValueAsString(zone == null ? row : local(row))).append('\n');
		}

		private ObjectNode local(CouponResponse row) {
			ObjectNode fields = json.valueToTree(row);
			for (String name : TIMES) {
				if (fields.has(name)) {
					Instant instant = Instant.parse(fields.path(name).asString());
					fields.put(name, String.valueOf(ExportRows.local(instant, zone)));
				}
			}
			return fields;
		}

		@Override
		public void count(int rows) throws IOException {
			out.append("{\"count\":").append(String.valueOf(rows)).append("}\n");
		}

	}

}
