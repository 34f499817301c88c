package dev.coupon.web.input.stream;

import dev.coupon.web.ApiPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

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

	/** The path of the operation below that of a campaign, which begins with a slash. */
	String path();

	/**
	 * The largest size of a request's body, in bytes, or {@link #ENDLESS}.
	 * @param usual the largest size of bodies at other paths
	 */
	static long maxSize(HttpServletRequest request, long usual, List<LargeBodies> operations) {
		if (!HttpMethod.POST.matches(request.getMethod())) {
			return usual;
		}
		String path = request.getRequestURI().substring(request.getContextPath().length());
		for (LargeBodies operation : operations) {
			if (operation.isAt(path)) {
				return isStream(request.getContentType()) ? ENDLESS : usual * TIMES;
			}
		}
		return usual;
	}

	/**
	 * Tells whether a path is that of the operation in some campaign. All of it counts,
	 * because other operations, which take no such bodies, have paths that begin and end
	 * alike: a campaign may have the id {@code codes}.
	 */
	private boolean isAt(String path) {
		String prefix = ApiPaths.CAMPAIGNS + "/";
		int end = path.length() - path().length();
		return path.endsWith(path()) && path.startsWith(prefix) && end > prefix.length()
				&& path.indexOf('/', prefix.length()) == end;
	}

	/** Tells whether a body of this type is a stream of lines. */
	static boolean isStream(@Nullable String contentType) {
		String type = contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
		return type.equals(CSV) || type.equals(NDJSON);
	}

}
