package dev.coupon.web.coupon.export;

import dev.coupon.web.coupon.json.CouponResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes the rows of an export in one of its formats. */
interface ExportRows {

	void write(CouponResponse row) throws IOException;

	/** Writes the line with the number of rows. */
	void count(int rows) throws IOException;

	/**
	 * Writes the header row, and returns the rows of CSV. The number of rows is a row
	 * whose code begins with a character that no code has.
	 * @param forSpreadsheets whether there is a byte-order mark, by which spreadsheets
	 * know UTF-8, and an apostrophe before what they would take for a formula
	 */
	static ExportRows csv(Writer out, String campaignId, boolean forSpreadsheets) throws IOException {
		if (forSpreadsheets) {
			out.write('\uFEFF');
		}
		return new Csv(new CSVPrinter(out, Csv.FORMAT), campaignId, forSpreadsheets);
	}

	/** The rows of NDJSON. */
	static ExportRows ndjson(Writer out, JsonMapper json) {
		return new Ndjson(out, json);
	}

	/** Rows of CSV. */
	record Csv(CSVPrinter out, String campaignId, boolean forSpreadsheets) implements ExportRows {

		private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder()
			.setHeader("code", "campaignId", "sequence", "userId", "issuedAt", "expiresAt", "redeemedAt",
					"redemptionReference")
			.get();

		/**
		 * Matches text that a spreadsheet would take for the beginning of a formula. Text
		 * after a semicolon is matched, too, because some spreadsheets separate cells by
		 * semicolons.
		 */
		private static final Pattern FORMULA_START = Pattern.compile("(^|;)([=+@\uFF1D\uFF0B\uFF0D\uFF20-])");

		@Override
		public void write(CouponResponse row) throws IOException {
			out.printRecord(row.code(), row.campaignId(), row.sequence(), cell(row.userId()), row.issuedAt(),
					row.expiresAt(), row.redeemedAt(), cell(row.redemptionReference()));
		}

		@Override
		public void count(int rows) throws IOException {
			out.printRecord("count:", campaignId, rows, null, null, null, null, null);
		}

		private @Nullable String cell(@Nullable String text) {
			return text == null || !forSpreadsheets ? text : FORMULA_START.matcher(text).replaceAll("$1'$2");
		}

	}

	/** Rows of NDJSON. */
	record Ndjson(Writer out, JsonMapper json) implements ExportRows {

		@Override
		public void write(CouponResponse row) throws IOException {
			out.append(json.writeValueAsString(row)).append('\n');
		}

		@Override
		public void count(int rows) throws IOException {
			out.append("{\"count\":").append(String.valueOf(rows)).append("}\n");
		}

	}

}
