package dev.coupon.web.coupon.export;

import java.time.ZoneId;
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
 * @param zone the zone in which times are written, with their offset; absent for UTC
 */
record ExportForm(Format format, boolean counted, boolean forSpreadsheets, @Nullable ZoneId zone) {

	/** The form of CSV that is made for spreadsheets. */
	static final String SPREADSHEET = "spreadsheet";

	/** The rule for forms of CSV, in words. */
	static final String CSV_RULE = "must be spreadsheet, or absent for cells as they are";

	/** The formats of an export. */
	enum Format {

		CSV("text/csv", ".csv"), NDJSON(MediaType.APPLICATION_NDJSON_VALUE, ".ndjson");

		private final String mediaType;

		private final String extension;

		Format(String mediaType, String extension) {
			this.mediaType = mediaType;
			this.extension = extension;
		}

		/** The end of the names of files. */
		String extension() {
			return extension;
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

}
