package dev.coupon.domain;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The format of a campaign's codes: a template in which each {@code #} stands for a
 * character drawn at random from a charset. All other characters stay as they are.
 *
 * @param charset the named charset; absent if {@code characters} are the operator's own
 * @param characters the characters that are drawn from, each one once
 * @param template the template, such as {@code SUMMER-####-####}, with at least one
 * {@code #}
 */
public record CodeFormat(@Nullable Charset charset, String characters, String template) implements CodeSource {

	/**
	 * The number of possible codes that there must be for each coupon. It is so high that
	 * only one guess in a thousand hits a coupon, and that a draw normally finds a free
	 * code at once.
	 */
	public static final int CODES_PER_COUPON = 1_000;

	public static final int DEFAULT_LENGTH = 16;

	/**
	 * The number of draws after which the search for a free code gives up. If half of all
	 * codes were taken, so many draws would all fail only once in 2^256 times.
	 */
	public static final int MAX_DRAWS = 256;

	private static final char DRAWN = '#';

	private static final int TWO_BYTES = 1 << 16;

	/** The charsets that have a name. */
	public enum Charset {

		/**
		 * The 32 characters of Crockford's Base32: digits and capitals without I, L, O
		 * and U, so that no character looks like another one. The letters {@code o},
		 * {@code i} and {@code l}, which a person may read instead of digits, are
		 * understood. See https://www.crockford.com/base32.html
		 */
		SAFE("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), NUMERIC("0123456789"),
		ALPHANUMERIC("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
		/** The 399 Korean syllables without a final consonant, and the digits. */
		HANGUL(openSyllables() + "0123456789");

		private final String characters;

		Charset(String characters) {
			this.characters = characters;
		}

		public String characters() {
			return characters;
		}

		/**
		 * Builds the syllables without a final consonant. Unicode orders syllables by 19
		 * initials, 21 vowels and 28 finals, and the first final means none.
		 */
		private static String openSyllables() {
			return IntStream.range(0, 19 * 21)
				.mapToObj(syllable -> String.valueOf((char) (0xAC00 + 28 * syllable)))
				.collect(Collectors.joining());
		}

	}

	public CodeFormat {
		if (characters.length() < 2 || template.indexOf(DRAWN) < 0) {
			throw new IllegalArgumentException("A code format draws at least one character from at least two");
		}
	}

	public static CodeFormat of(Charset charset, String template) {
		return new CodeFormat(charset, charset.characters(), template);
	}

	/** A template of {@code length} drawn characters and nothing else. */
	public static String drawn(int length) {
		return String.valueOf(DRAWN).repeat(length);
	}

	/** The number of characters of a code that are drawn. */
	public int drawnLength() {
		return (int) template.chars().filter(c -> c == DRAWN).count();
	}

	/** The number of possible codes. */
	public BigInteger capacity() {
		return BigInteger.valueOf(characters.length()).pow(drawnLength());
	}

	/** Tells whether there are enough codes for so many coupons. */
	public boolean hasRoomFor(int maxCoupons) {
		return maxCoupons <= room();
	}

	/**
	 * The number of coupons for which there are enough codes, at most
	 * {@link Campaign#MAX_COUPONS}.
	 */
	public int room() {
		return capacity().divide(BigInteger.valueOf(CODES_PER_COUPON))
			.min(BigInteger.valueOf(Campaign.MAX_COUPONS))
			.intValue();
	}

	/**
	 * The smallest number of drawn characters with enough codes for so many coupons.
	 */
	public int lengthFor(int maxCoupons) {
		BigInteger base = BigInteger.valueOf(characters.length());
		BigInteger wanted = BigInteger.valueOf(maxCoupons).multiply(BigInteger.valueOf(CODES_PER_COUPON));
		int length = 1;
		for (BigInteger codes = base; codes.compareTo(wanted) < 0; codes = codes.multiply(base)) {
			length++;
		}
		return length;
	}

	/**
	 * Draws a code. All codes of the format are equally likely if the bytes of the source
	 * are.
	 */
	public String draw(RandomGenerator random) {
		char[] code = template.toCharArray();
		byte[] bytes = new byte[2 * code.length];
		int at = bytes.length;
		// Numbers from this one on are drawn again, because there are too few of them
		// for the whole charset and they would favour its first characters.
		int fair = TWO_BYTES - TWO_BYTES % characters.length();
		for (int i = 0; i < code.length;) {
			if (code[i] != DRAWN) {
				i++;
				continue;
			}
			if (at == bytes.length) {
				random.nextBytes(bytes);
				at = 0;
			}
			int drawn = ((bytes[at++] & 0xFF) << 8) | (bytes[at++] & 0xFF);
			if (drawn < fair) {
				code[i++] = characters.charAt(drawn % characters.length());
			}
		}
		return new String(code);
	}

	/**
	 * Tells whether a code of this format is also found by its {@link #canonical} form.
	 */
	@Override
	public boolean isForgiving() {
		return charset == Charset.SAFE;
	}

	/**
	 * The second name under which a code of this format is found, which is its canonical
	 * form. Null if the format isn't forgiving or the code is canonical already.
	 */
	@Override
	public @Nullable String alias(String code) {
		String canonical = isForgiving() ? canonical(code) : code;
		return canonical.equals(code) ? null : canonical;
	}

	/**
	 * The canonical form of a {@link Charset#SAFE} code that a person has typed: capitals
	 * for small letters, zero for {@code O}, and one for {@code I} and {@code L}.
	 */
	public static String canonical(String code) {
		StringBuilder canonical = new StringBuilder(code.length());
		for (int i = 0; i < code.length(); i++) {
			char c = code.charAt(i);
			char upper = c >= 'a' && c <= 'z' ? (char) (c - ('a' - 'A')) : c;
			canonical.append(switch (upper) {
				case 'O' -> '0';
				case 'I', 'L' -> '1';
				default -> upper;
			});
		}
		return canonical.toString();
	}
}
