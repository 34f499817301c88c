package dev.coupon.domain.code;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a code whose drawn characters stand together.
 *
 * @param prefix the text before them, up to 32 characters
 * @param length how many are drawn, 1 to 64
 * @param suffix the text behind them, up to 32 characters
 */
public record CodeParts(String prefix, int length, String suffix) {

	private static final String DRAWN = "#";

	private static final int MAX_AFFIX = 32;

	private static final int MAX_LENGTH = 64;

	/**
	 * The parts of codes of a template; null if it has drawn characters in several
	 * places, or longer parts.
	 */
	public static @Nullable CodeParts of(String template) {
		int from = template.indexOf(DRAWN);
		int to = template.lastIndexOf(DRAWN) + 1;
		boolean together = from >= 0 && template.substring(from, to).equals(DRAWN.repeat(to - from));
		if (!together || from > MAX_AFFIX || to - from > MAX_LENGTH || template.length() - to > MAX_AFFIX) {
			return null;
		}
		return new CodeParts(template.substring(0, from), to - from, template.substring(to));
	}

}
