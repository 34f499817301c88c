package dev.coupon.web.server.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ForwardedHeaderUtils;
import org.springframework.web.util.UriComponents;

/**
 * The headers by which proxies tell what a client has sent to them. They become part of
 * addresses, so that a malformed one would fail in any place that makes an address.
 */
final class ForwardedHeaders {

	private static final String PREFIX = "X-Forwarded-Prefix";

	private static final String FORWARDED = "Forwarded";

	private static final String FOR = "X-Forwarded-For";

	private static final List<String> NAMES = List.of(FORWARDED, FOR, "X-Forwarded-Host", "X-Forwarded-Port", PREFIX,
			"X-Forwarded-Proto", "X-Forwarded-Ssl");

	/** Matches a path without empty parts, parameters, dots and encoded slashes. */
	private static final String PATH = "(/(?!\\.{1,2}(/|,| |$))([\\w.~!$&'()*+=:@-]"
			+ "|%(?!2[eEfF]|5[cC]|00)[0-9a-fA-F]{2})+)*/?";

	/** Matches one or several paths, because each proxy adds its own. */
	private static final Pattern PREFIXES = Pattern.compile(" *" + PATH + " *(, *" + PATH + " *)*");

	private static final Pattern HOST = Pattern.compile("[\\w.~-]+|\\[[0-9a-fA-F:.]+]");

	private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss");

	private static final URI ANY = URI.create("http://localhost/");

	private ForwardedHeaders() {
	}

	/** Tells whether addresses can be made of the headers that a request has. */
	static boolean areWellFormed(Request request) {
		HttpHeaders headers = new HttpHeaders();
		for (String name : NAMES) {
			List<String> values = Collections.list(request.getHeaders(name));
			if (!values.isEmpty()) {
				headers.put(name, new ArrayList<>(values));
			}
		}
		return headers.isEmpty() || areWellFormed(headers);
	}

	private static boolean areWellFormed(HttpHeaders headers) {
		try {
			UriComponents adapted = ForwardedHeaderUtils.adaptFromForwardedHeaders(ANY, headers).build();
			adapted.toUri();
			ForwardedHeaderUtils.parseForwardedFor(ANY, headers, null);
			ForwardedHeaderUtils.parseForwardedBy(ANY, headers, null);
			return SCHEMES.contains(String.valueOf(adapted.getScheme()).toLowerCase(Locale.ROOT))
					&& adapted.getHost() != null && HOST.matcher(adapted.getHost()).matches()
					&& headers.getOrEmpty(PREFIX).stream().allMatch(PREFIXES.asMatchPredicate());
		}
		catch (RuntimeException e) {
			return false;
		}
	}

	/**
	 * Takes away what the headers say, so that nobody makes addresses of it. That a proxy
	 * has passed the request on can still be seen.
	 */
	static void ignore(Request request) {
		MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
		for (int i = headers.size() - 1; i >= 0; i--) {
			MessageBytes name = headers.getName(i);
			if (name.equalsIgnoreCase(FORWARDED)) {
				headers.getValue(i).setString("for=unknown");
			}
			else if (name.startsWithIgnoreCase("x-forwarded-", 0) && !name.equalsIgnoreCase(FOR)) {
				headers.removeHeader(name.toString());
				i = headers.size();
			}
		}
	}

	/** Removes the headers, so that nothing is made of them any more. */
	static void remove(Request request) {
		NAMES.forEach(request.getCoyoteRequest().getMimeHeaders()::removeHeader);
	}

}
