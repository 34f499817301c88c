package dev.coupon.domain;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign's codes look: a template in which each {@code #} is drawn at random from
 * a charset and everything else stands for itself.
 *
 * @param charset the named charset, absent if {@code characters} are the operator's own
 * @param characters what is drawn from, each one once
 * @param template such as {@code SUMMER-####-####}, with at least one {@code #}
 */
public record CodeFormat(@Nullable Charset charset, String characters, String template) {

	/**
	 * How many codes there must be for each coupon, so that of those who guess one only
	 * one in a thousand is lucky, and unused ones are found at the first draw.
	 */
	public static final int CODES_PER_COUPON = 1_000;

	public static final int DEFAULT_LENGTH = 16;

	/**
	 * How many codes are drawn before none is called free. If half of all codes were
	 * taken, so many draws would all fail once in 2^256 times.
	 */
	public static final int MAX_DRAWS = 256;

	private static final char DRAWN = '#';

	private static final int TWO_BYTES = 1 << 16;

	/** The charsets that have a name. */
	public enum Charset {

		/**
		 * Crockford's 32: digits and capitals without I, L, O and U, so that nothing
		 * looks like something else. What a person reads as {@code o}, {@code i} or
		 * {@code l} is understood. See https://www.crockford.com/base32.html
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
		 * Unicode orders syllables by 19 initials, 21 vowels and 28 finals, the first
		 * final being none.
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

	/** How many characters of a code are drawn. */
	public int drawnLength() {
		return (int) template.chars().filter(c -> c == DRAWN).count();
	}

	/** Whether there are enough codes for so many coupons. */
	public boolean hasRoomFor(int maxCoupons) {
		return maxCoupons <= room();
	}

	/** For how many coupons there are enough codes, up to what a campaign may have. */
	public int room() {
		return BigInteger.valueOf(characters.length())
			.pow(drawnLength())
			.divide(BigInteger.valueOf(CODES_PER_COUPON))
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

	/** A code, each one of the format being equally likely if the source's bytes are. */
	public String draw(RandomGenerator random) {
		char[] code = template.toCharArray();
		byte[] bytes = new byte[2 * code.length];
		int at = bytes.length;
		// A draw from the incomplete last run of the charset within two bytes would
		// favour its first characters.
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

	/** Whether {@link #canonical} finds codes of this format. */
	public boolean isForgiving() {
		return charset == Charset.SAFE;
	}

	/**
	 * The other name under which a code of this format is found: its canonical form. Null
	 * if there is none, because the format isn't forgiving or the code is canonical.
	 */
	public @Nullable String alias(String code) {
		String canonical = isForgiving() ? canonical(code) : code;
		return canonical.equals(code) ? null : canonical;
	}

	/**
	 * A {@link Charset#SAFE} code as typed by anyone: capitals, {@code O} as zero,
	 * {@code I} and {@code L} as one.
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
