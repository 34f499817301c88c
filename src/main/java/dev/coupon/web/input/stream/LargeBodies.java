package dev.coupon.web.input.stream;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The paths of an operation that takes many rows with one request: as JSON in a larger
 * body than other operations take, or as a stream of any size.
 */
@FunctionalInterface
public interface LargeBodies {

	/** The size limit of a stream: none. */
	long ENDLESS = Long.MAX_VALUE;

	/** The size limit of other bodies, in multiples of the usual one. */
	int TIMES = 16;

	String CSV = "text/csv";

	String NDJSON = "application/x-ndjson";

	/**
	 * Tells whether a request that may have a body has the path of the operation.
	 * @param path the path as in the request line, without the context path
	 */
	boolean isAt(String path);

	/**
	 * The largest size of a request's body, in bytes, or {@link #ENDLESS}.
	 * @param usual the largest size of bodies at other paths
	 */
	static long maxSize(HttpServletRequest request, long usual, List<LargeBodies> operations) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		for (LargeBodies operation : operations) {
			if (operation.isAt(path)) {
				return isStream(request.getContentType()) ? ENDLESS : usual * TIMES;
			}
		}
		return usual;
	}

	/** Tells whether a body of this type is a stream of lines. */
	static boolean isStream(@Nullable String contentType) {
		String type = contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
		return type.equals(CSV) || type.equals(NDJSON);
	}

}
