package dev.coupon.service.draft;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.code.CodeSpelling;
import dev.coupon.service.draft.InvalidRequestException.Faults;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A code format as an operator wrote it: any part may be absent or wrong.
 *
 * @param charset the name of a charset; {@code SAFE} if absent; must be absent if there
 * are {@code characters}
 * @param characters the operator's own characters: 2 to 1,000 letters and digits, each
 * one once
 * @param length how many characters to draw, 1 to 64; 16 if absent
 * @param prefix the text before the drawn characters: up to 32 letters, digits, hyphens
 * and underscores
 * @param suffix the text after the drawn characters, of the same kind and length
 * @param pattern the whole format, instead of length, prefix and suffix: each {@code #}
 * is drawn, and all other characters are those of a prefix
 * @param imported whether the codes are imported; then all else must be absent
 */
public record CodeFormatDraft(@Nullable String charset, @Nullable String characters, @Nullable Integer length,
		@Nullable String prefix, @Nullable String suffix, @Nullable String pattern, @Nullable Boolean imported) {

	private static final int MAX_LENGTH = 64;

	private static final int MAX_CHARACTERS = 1_000;

	/**
	 * The pattern of a letter or digit that is one {@code char} of a string and can't
	 * become another letter by what stands next to it. So the parts of Hangul letters and
	 * the fillers between them, which can't be seen, are excluded.
	 */
	private static final String LETTER_OR_DIGIT = "[\\p{L}\\p{Nd}&&[\\x{0}-\\x{FFFF}]&&"
			+ "[^\\x{1100}-\\x{11FF}\\x{3164}\\x{A960}-\\x{A97F}\\x{D7B0}-\\x{D7FF}\\x{FFA0}]]";

	private static final Pattern CHARACTERS = Pattern.compile(LETTER_OR_DIGIT + "{2," + MAX_CHARACTERS + "}");

	/**
	 * The pattern of prefixes. A prefix doesn't begin with a hyphen, because a
	 * spreadsheet would take the code for a formula.
	 */
	private static final Pattern PREFIX = Pattern.compile("(?!-)(?:[-_]|" + LETTER_OR_DIGIT + "){0,32}");

	private static final Pattern SUFFIX = Pattern.compile("(?:[-_]|" + LETTER_OR_DIGIT + "){0,32}");

	private static final Pattern TEMPLATE = Pattern.compile("(?!-)(?=[^#]*#)(?:[-_#]|" + LETTER_OR_DIGIT + "){1,128}");

	static final CodeFormatDraft DEFAULT = new CodeFormatDraft(null, null, null, null, null, null, null);

	/**
	 * Composes letters (NFC), because some systems take letters apart, and a code must
	 * have one form.
	 */
	public CodeFormatDraft {
		characters = composed(characters);
		prefix = composed(prefix);
		suffix = composed(suffix);
		pattern = composed(pattern);
	}

	/** The draft of codes that consist of so many characters of a charset. */
	public static CodeFormatDraft drawn(Charset charset, int length) {
		return new CodeFormatDraft(charset.name(), null, length, null, null, null, null);
	}

	/**
	 * The source of codes that the draft describes, or null if something is wrong. Adds
	 * what is wrong to the faults.
	 */
	@Nullable CodeSource toCodeSource(Faults faults) {
		if (!isImported()) {
			return toCodeFormat(faults);
		}
		boolean nothingElse = Stream.of(charset, characters, length, prefix, suffix, pattern).allMatch(Objects::isNull);
		faults.check(nothingElse, "/codeFormat", "must have nothing else where codes are imported");
		return nothingElse ? new CodeSource.Imported() : null;
	}

	/** Tells whether the codes are imported. */
	boolean isImported() {
		return Boolean.TRUE.equals(imported);
	}

	/**
	 * Checks that a format has enough codes for so many coupons.
	 */
	static void checkRoom(CodeFormat format, int coupons, Faults faults) {
		String orFewer = format.room() == 0 ? "" : ", or have at most %d coupons".formatted(format.room());
		faults.check(format.hasRoomFor(coupons), "/codeFormat", """
				%d drawn characters make too few codes for %d coupons: \
				for each coupon there must be %d codes, so draw at least %d%s""".formatted(format.drawnLength(),
				coupons, CodeFormat.CODES_PER_COUPON, format.lengthFor(coupons), orFewer));
	}

	@Nullable CodeFormat toCodeFormat(Faults faults) {
		int before = faults.count();
		Charset named = charset(faults);
		if (characters != null) {
			checkCharacters(characters, faults);
		}
		if (pattern != null) {
			checkPattern(pattern, faults);
		}
		else {
			checkParts(faults);
		}
		if (faults.count() > before) {
			return null;
		}
		return characters == null ? CodeFormat.of(named, template()) : new CodeFormat(null, characters, template());
	}

	private Charset charset(Faults faults) {
		if (charset == null) {
			return Charset.SAFE;
		}
		for (Charset named : Charset.values()) {
			if (charset.equals(named.name())) {
				return named;
			}
		}
		faults.add("/codeFormat/charset", "must be one of " + Arrays.toString(Charset.values()));
		return Charset.SAFE;
	}

	private void checkCharacters(String own, Faults faults) {
		faults.check(CHARACTERS.matcher(own).matches() && differ(own), "/codeFormat/characters",
				"must be 2 to " + MAX_CHARACTERS + " letters and digits, each one once, whatever its width");
		faults.check(charset == null, "/codeFormat/charset", "must be absent where characters are given");
	}

	private void checkPattern(String given, Faults faults) {
		faults.check(TEMPLATE.matcher(given).matches(), "/codeFormat/pattern",
				"must be up to 128 letters, digits, hyphens, underscores and at least one #, "
						+ "and not begin with a hyphen");
		faults.check(length == null && prefix == null && suffix == null, "/codeFormat/pattern",
				"must be absent where length, prefix or suffix is given");
	}

	private void checkParts(Faults faults) {
		faults.check(drawnLength() >= 1 && drawnLength() <= MAX_LENGTH, "/codeFormat/length",
				"must be from 1 to " + MAX_LENGTH);
		faults.check(PREFIX.matcher(orEmpty(prefix)).matches(), "/codeFormat/prefix",
				"must be up to 32 letters, digits, hyphens and underscores, and not begin with a hyphen");
		faults.check(SUFFIX.matcher(orEmpty(suffix)).matches(), "/codeFormat/suffix",
				"must be up to 32 letters, digits, hyphens and underscores");
	}

	private String template() {
		return pattern != null ? pattern : orEmpty(prefix) + CodeFormat.drawn(drawnLength()) + orEmpty(suffix);
	}

	private int drawnLength() {
		return length == null ? CodeFormat.DEFAULT_LENGTH : length;
	}

	/**
	 * Tells whether all characters differ, also if they are typed in another width. Else
	 * two codes could be typed alike.
	 */
	private static boolean differ(String own) {
		return own.chars().mapToObj(c -> CodeSpelling.folded(String.valueOf((char) c))).distinct().count() == own
			.length();
	}

	private static @Nullable String composed(@Nullable String text) {
		return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
	}

	private static String orEmpty(@Nullable String text) {
		return text == null ? "" : text;
	}
}
