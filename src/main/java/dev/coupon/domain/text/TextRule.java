package dev.coupon.domain.text;

import java.util.function.IntPredicate;

/**
 * A rule for a short text, such as an id. It walks over the text, which takes less time
 * than a regular expression, because a request for a coupon has up to three such texts.
 *
 * @param maxLength the largest number of characters, that is, of Unicode code points; the
 * smallest is 1
 * @param first the rule for the first character
 * @param others the rule for all other characters
 */
public record TextRule(int maxLength, IntPredicate first, IntPredicate others) {

	/** A rule that is the same for all characters. */
	public static TextRule of(int maxLength, IntPredicate characters) {
		return new TextRule(maxLength, characters, characters);
	}

	/** Tells whether a text keeps the rule. */
	public boolean allows(String text) {
		int length = 0;
		int at = 0;
		while (at < text.length() && length <= maxLength) {
			int character = text.codePointAt(at);
			if (!(at == 0 ? first : others).test(character)) {
				return false;
			}
			at += Character.charCount(character);
			length++;
		}
		return length >= 1 && length <= maxLength;
	}

	public static boolean isAsciiLetterOrDigit(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9');
	}

	public static boolean isPrintableAscii(int character) {
		return character >= ' ' && character <= '~';
	}

	/**
	 * Tells that a character is neither a control character nor half of a surrogate pair.
	 */
	public static boolean isNoControl(int character) {
		return isPrintableAscii(character) || (Character.getType(character) != Character.CONTROL
				&& Character.getType(character) != Character.SURROGATE);
	}

}
