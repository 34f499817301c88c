package dev.coupon.domain.code;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule for codes that were made elsewhere. */
public final class ImportedCode {

	/** The length of the longest code, in characters of Unicode (code points). */
	public static final int MAX_LENGTH = 64;

	/** The rule in words. */
	public static final String RULE = "must be 1 to " + MAX_LENGTH
			+ " letters, digits, hyphens and underscores, all of which can be seen";

	private static final Pattern PATTERN = Pattern
		.compile("(?=.{1," + MAX_LENGTH + "}$)(?:[\\p{L}\\p{Nd}_-]\\p{M}*+)++");

	/** The pattern of codes that are composed, and have nothing that can't be seen. */
	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_LENGTH + "}");

	private ImportedCode() {
	}

	/**
	 * The code that a text stands for, with composed letters (NFC); null if it breaks the
	 * rule.
	 */
	public static @Nullable String of(String text) {
		if (PLAIN.matcher(text).matches()) {
			return text;
		}
		// No letter is composed of more than four characters, so that a longer text is no
		// code, and need not be composed.
		if (text.length() > MAX_LENGTH * 2 * 4) {
			return null;
		}
		String code = Normalizer.normalize(text, Form.NFC);
		return PATTERN.matcher(code).matches() && CodeSpelling.clean(code).equals(code) ? code : null;
	}

}
