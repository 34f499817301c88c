package dev.coupon.domain;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the text that a person typed or pasted as a code. Codes consist of letters,
 * digits, hyphens and underscores, so all else is no part of a code.
 */
public final class CodeSpelling {

	/** The length of the longest code that a {@link CodeFormat} may have. */
	public static final int MAX_LENGTH = 128;

	/**
	 * The number of separators up to which all combinations are made, which are 32 then.
	 */
	private static final int MAX_COMBINED = 5;

	/**
	 * Matches what can't be seen: format characters, such as soft hyphens, byte-order
	 * marks and direction marks, and the fillers and variation selectors of Unicode.
	 */
	private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}"
			+ "\\x{180B}-\\x{180F}\\x{2800}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0000}-\\x{E0FFF}]+");

	private static final Pattern BLANK = Pattern.compile("[\\p{Z}\\p{Cc}]+");

	private static final Pattern DASH = Pattern.compile("[\\p{Pd}\\x{2043}\\x{2212}]");

	private static final Pattern AROUND = Pattern
		.compile("^[^\\p{L}\\p{M}\\p{Nd}_-]+|(?<![^\\p{L}\\p{M}\\p{Nd}_-])[^\\p{L}\\p{M}\\p{Nd}_-]+$");

	private static final Pattern SEPARATOR = Pattern.compile("[ -]+");

	private CodeSpelling() {
	}

	/**
	 * The text with composed letters (NFC), {@code -} for other dashes, one blank for
	 * several, nothing invisible, and nothing around it that no code has.
	 */
	public static String clean(String text) {
		return clean(text, Form.NFC);
	}

	/**
	 * The clean text with ordinary letters and digits for their variants, such as those
	 * of full width (NFKC).
	 */
	public static String folded(String text) {
		StringBuilder folded = new StringBuilder();
		clean(text, Form.NFKC).codePoints()
			.map(c -> Character.isDigit(c) ? Character.forDigit(Character.digit(c, 10), 10) : c)
			.forEach(folded::appendCodePoint);
		return folded.toString();
	}

	private static String clean(String text, Form form) {
		String composed = Normalizer.normalize(INVISIBLE.matcher(text).replaceAll(""), form);
		String dashed = DASH.matcher(composed).replaceAll("-");
		return AROUND.matcher(BLANK.matcher(dashed).replaceAll(" ")).replaceAll("");
	}

	/**
	 * The codes that a clean text may stand for if it has separators, which are runs of
	 * blanks and hyphens: each one is either a hyphen of the code or was added. If there
	 * are more than 5 separators, all are hyphens or all were added.
	 */
	public static Set<String> withSeparators(String clean) {
		if (clean.length() > 2 * MAX_LENGTH) {
			return Set.of();
		}
		List<String> groups = List.of(SEPARATOR.split(clean, -1));
		List<String> hyphens = SEPARATOR.matcher(clean).results().map(run -> hyphens(run.group())).toList();
		int choices = hyphens.size() > MAX_COMBINED ? 1 : hyphens.size();
		Set<String> codes = new LinkedHashSet<>();
		for (int kept = 0; kept < 1 << choices; kept++) {
			StringBuilder code = new StringBuilder(groups.getFirst());
			for (int i = 0; i < hyphens.size(); i++) {
				boolean isKept = (kept >> Math.min(i, choices - 1) & 1) == 1;
				code.append(isKept ? hyphens.get(i) : "").append(groups.get(i + 1));
			}
			codes.add(code.toString());
		}
		return codes;
	}

	/** The hyphens of a separator; one if it has only blanks. */
	private static String hyphens(String separator) {
		String hyphens = separator.replace(" ", "");
		return hyphens.isEmpty() ? "-" : hyphens;
	}

}
