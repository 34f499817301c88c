package dev.coupon.security.filter;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Refuses requests with ambiguous paths, and no others. Headers need no check, because
 * the server has refused malformed ones. Methods and parameters need none, because
 * controllers refuse unknown ones. Encoded percent signs and line breaks are allowed,
 * because a client may look up any text as a code. Plain paths, which most requests have,
 * are let through without asking Spring Security, because it searches each path for many
 * texts, one after the other.
 */
public final class PathFirewall extends StrictHttpFirewall {

	public PathFirewall() {
		setAllowedHeaderNames(name -> true);
		setAllowedHeaderValues(value -> true);
		setAllowedParameterNames(name -> true);
		setUnsafeAllowAnyHttpMethod(true);
		setAllowUrlEncodedPercent(true);
		setAllowUrlEncodedLineFeed(true);
		setAllowUrlEncodedCarriageReturn(true);
		setAllowUrlEncodedLineSeparator(true);
		setAllowUrlEncodedParagraphSeparator(true);
	}

	@Override
	public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
		return isPlain(request.getRequestURI()) ? new PlainRequest(request) : super.getFirewalledRequest(request);
	}

	/**
	 * Tells whether a path consists of ASCII letters, digits, hyphens, underscores,
	 * single slashes, and single dots within names, so that all programs read it alike.
	 */
	private static boolean isPlain(String path) {
		char before = 0;
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			if (!isOfName(c) && !(c == '/' && before != '/') && !(c == '.' && isOfName(before))) {
				return false;
			}
			before = c;
		}
		return true;
	}

	private static boolean isOfName(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
	}

	private static final class PlainRequest extends FirewalledRequest {

		PlainRequest(HttpServletRequest request) {
			super(request);
		}

		/** Does nothing, because the path was not changed. */
		@Override
		public void reset() {
			// Nothing to set back.
		}

	}

}
