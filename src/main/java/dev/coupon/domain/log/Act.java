package dev.coupon.domain.log;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The author of a request to change something, and the reason, as the log keeps them.
 *
 * @param by the author: the name of a key, or for a token {@code token:}, the subject, a
 * line break and the issuer; absent if the caller is unknown
 * @param address the address that the request came from; absent if the service itself
 * acts
 * @param reason the reason in the author's words; absent if none was given
 */
public record Act(@Nullable String by, @Nullable String address, @Nullable String reason) {

	/** An act of the service itself. */
	public static final Act OF_THE_SERVICE = new Act(null, null, null);

	/** The pattern of reasons: no control characters, no halves of surrogate pairs. */
	public static final String REASON_PATTERN = "^[^\\p{Cc}\\p{Cs}]{1,500}$";

	/** The rule of {@link #REASON_PATTERN} in words. */
	public static final String REASON_RULE = "must be 1 to 500 characters without control characters";

	private static final Pattern REASON = Pattern.compile(REASON_PATTERN);

	private static final String TOKEN = "token:";

	/** Tells whether a text may be a reason. */
	public static boolean isReason(String text) {
		return REASON.matcher(text).matches();
	}

	/**
	 * The author as people see it: the name of the key, or the subject of the token;
	 * absent if the author is unknown.
	 */
	public static @Nullable String shown(@Nullable String by) {
		return by == null || by.indexOf('\n') < 0 ? by : by.substring(TOKEN.length(), by.indexOf('\n'));
	}

	/**
	 * The author as a line of a log names it: the name of the key, {@code token:} and the
	 * subject, the address, or the service itself.
	 */
	public String author() {
		if (by == null) {
			return address == null ? "the service" : address;
		}
		int issuer = by.indexOf('\n');
		return issuer < 0 ? by : by.substring(0, issuer);
	}

}
