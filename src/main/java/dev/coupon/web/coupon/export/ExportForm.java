package dev.coupon.web.coupon.export;

import dev.coupon.service.InvalidRequestException;
import dev.coupon.service.InvalidRequestException.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/**
 * The form of an export.
 *
 * @param counted whether a last line has the number of coupons, so that clients can tell
 * a whole export from a part
 * @param forSpreadsheets whether CSV is changed so that spreadsheets show it rightly
 */
public record ExportForm(Format format, boolean counted, boolean forSpreadsheets) {

	/** The form of CSV that is made for spreadsheets. */
	public static final String SPREADSHEET = "spreadsheet";

	/** The rule for forms of CSV, in words. */
	public static final String CSV_RULE = "must be spreadsheet, or absent for cells as they are";

	/** The formats of an export. */
	public enum Format {

		CSV("text/csv"), NDJSON(MediaType.APPLICATION_NDJSON_VALUE);

		private final String mediaType;

		Format(String mediaType) {
			this.mediaType = mediaType;
		}

		String mediaType() {
			return mediaType;
		}

		/**
		 * The format that an {@code Accept} header prefers to a page of JSON; null if
		 * there is none.
		 */
		static @Nullable Format of(@Nullable String accept) {
			List<MediaType> accepted = new ArrayList<>(MediaType.parseMediaTypes(accept));
			accepted.removeIf(type -> type.getQualityValue() == 0);
			MimeTypeUtils.sortBySpecificity(accepted);
			for (MediaType type : accepted) {
				if (type.includes(MediaType.APPLICATION_JSON)) {
					return null;
				}
				for (Format format : values()) {
					if (type.includes(MediaType.valueOf(format.mediaType))) {
						return format;
					}
				}
			}
			return null;
		}

	}

	/**
	 * The form that a request asks for; null if it asks for a page of JSON.
	 * @param csv {@link #SPREADSHEET}; absent for cells as they are
	 * @throws InvalidRequestException if something is asked for that the format doesn't
	 * have
	 */
	public static @Nullable ExportForm of(@Nullable String accept, boolean counted, @Nullable String csv) {
		Format format = Format.of(accept);
		List<Fault> faults = new ArrayList<>(0);
		if (counted && format == null) {
			faults.add(new Fault("count", "must be absent or false without an export"));
		}
		if (csv != null && format != Format.CSV) {
			faults.add(new Fault("csv", "must be absent unless Accept asks for text/csv"));
		}
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		return format == null ? null : new ExportForm(format, counted, csv != null);
	}

}
