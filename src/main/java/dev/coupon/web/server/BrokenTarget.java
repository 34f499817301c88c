package dev.coupon.web.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * The words for requests whose path or query the server or the firewall refuses. They
 * name the one thing that is wrong, because a client without percent-encoding can't guess
 * it.
 */
final class BrokenTarget {

	private static final String RAW = """
			The path or the query has a character that must be percent-encoded in UTF-8: a letter that isn't ASCII, \
			or one of " < > [ \\ ] ^ ` { | } #.""";

	private static final String BLANK = """
			The first line of the request must be a method, a path and the HTTP version, with one blank between \
			them: percent-encode a blank in the path or the query as %20.""";

	private static final String NOT_UTF_8 = """
			The path must be percent-encoded in UTF-8, each byte as % and two hexadecimal digits.""";

	/**
	 * Parts that no path may have, with the words for each. The first one found counts.
	 */
	private static final Map<Pattern, String> REFUSED = new LinkedHashMap<>();

	static {
		REFUSED.put(Pattern.compile(";|%3[bB]"), "The path has a semicolon, which no path of this service has.");
		REFUSED.put(Pattern.compile("%(25)?(2[fF]|5[cC])|\\\\"),
				"The path has an encoded slash or a backslash, which no path of this service has.");
		REFUSED.put(Pattern.compile("(^|/)\\.{1,2}(/|$)|%(25)?2[eE]"),
				"The path has an encoded dot or a part that is only dots, which no path of this service has.");
		REFUSED.put(Pattern.compile("//"), "The path has an empty part: two slashes in a row.");
		REFUSED.put(Pattern.compile("%00"), "The path has a null character, which no path of this service has.");
	}

	private static final String INVALID_TARGET = prefix("iib.invalidRequestTarget");

	private static final String INVALID_PROTOCOL = prefix("iib.invalidHttpProtocol");

	private BrokenTarget() {
	}

	/**
	 * The beginning of a message of Tomcat's in the language of this machine, because
	 * Tomcat's exceptions differ by nothing else.
	 */
	private static String prefix(String key) {
		String message = StringManager.getManager(Http11InputBuffer.class).getString(key, "\0");
		return message.substring(0, Math.max(message.indexOf('\0'), 0));
	}

	/**
	 * The words for a first line that Tomcat couldn't read; null if that isn't what
	 * failed.
	 */
	static @Nullable String describe(@Nullable Throwable failure) {
		String message = failure == null ? null : failure.getMessage();
		if (message == null) {
			return null;
		}
		return message.startsWith(INVALID_TARGET) ? RAW : message.startsWith(INVALID_PROTOCOL) ? BLANK : null;
	}

	/** The words for a path that is refused; null if it has nothing to refuse. */
	static @Nullable String describe(@Nullable String path) {
		if (path == null) {
			return null;
		}
		for (Map.Entry<Pattern, String> refused : REFUSED.entrySet()) {
			if (refused.getKey().matcher(path).find()) {
				return refused.getValue();
			}
		}
		return isEncoded(path) ? null : NOT_UTF_8;
	}

	private static boolean isEncoded(String path) {
		try {
			String bytes = StringUtils.uriDecode(path, StandardCharsets.ISO_8859_1);
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
			return true;
		}
		catch (IllegalArgumentException | CharacterCodingException e) {
			return false;
		}
	}

}
