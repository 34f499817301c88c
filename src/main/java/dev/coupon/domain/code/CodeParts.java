package dev.coupon.domain.code;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a code whose drawn characters stand together.
 *
 * @param prefix the text before them, up to 32 characters
 * @param length how many are drawn, 1 to 64
 * @param suffix the text behind them, up to 32 characters
 */
public record CodeParts(String prefix, int length, String suffix) {

	private static final Pattern ONE_RUN = Pattern.compile("([^#]{0,32})(#{1,64})([^#]{0,32})");

	/**
	 * The parts of codes of a template; null if it has drawn characters in several
	 * places, or longer parts.
	 */
	public static @Nullable CodeParts of(String template) {
		Matcher parts = ONE_RUN.matcher(template);
		return parts.matches() ? new CodeParts(parts.group(1), parts.group(2).length(), parts.group(3)) : null;
	}

}
