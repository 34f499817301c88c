package dev.coupon.domain.code;

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

	/** The length of the longest code that a code format may have. */
	public static final int MAX_LENGTH = 128;

	/**
	 * The number of separators up to which all combinations are made: up to 243, and 32
	 * if none has several hyphens.
	 */
	private static final int MAX_COMBINED = 5;

	/** The kinds of meanings: nothing, one hyphen, all hyphens. */
	private static final int KINDS = 3;

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
	 * blanks and hyphens: each one was added, or it is one hyphen of the code, or as many
	 * as it has. If there are more than 5 separators, they are all of the same kind.
	 */
	public static Set<String> withSeparators(String clean) {
		if (clean.length() > 2 * MAX_LENGTH) {
			return Set.of();
		}
		List<String> groups = List.of(SEPARATOR.split(clean, -1));
		List<List<String>> meanings = SEPARATOR.matcher(clean).results().map(run -> meanings(run.group())).toList();
		return meanings.size() > MAX_COMBINED ? alike(groups, meanings) : combined(groups, meanings);
	}

	/** Nothing, one hyphen, and as many hyphens as the separator has. */
	private static List<String> meanings(String separator) {
		String hyphens = separator.replace(" ", "");
		return hyphens.length() > 1 ? List.of("", "-", hyphens) : List.of("", "-");
	}

	private static Set<String> combined(List<String> groups, List<List<String>> meanings) {
		Set<String> codes = Set.of(groups.getFirst());
		for (int i = 0; i < meanings.size(); i++) {
			Set<String> longer = new LinkedHashSet<>();
			for (String code : codes) {
				for (String meaning : meanings.get(i)) {
					longer.add(code + meaning + groups.get(i + 1));
				}
			}
			codes = longer;
		}
		return codes;
	}

	/** The codes in which all separators have the meaning of the same kind. */
	private static Set<String> alike(List<String> groups, List<List<String>> meanings) {
		Set<String> codes = new LinkedHashSet<>();
		for (int kind = 0; kind < KINDS; kind++) {
			StringBuilder code = new StringBuilder(groups.getFirst());
			for (int i = 0; i < meanings.size(); i++) {
				List<String> own = meanings.get(i);
				code.append(own.get(Math.min(kind, own.size() - 1))).append(groups.get(i + 1));
			}
			codes.add(code.toString());
		}
		return codes;
	}

}
