package dev.coupon.store.memory.coupon;

import dev.coupon.domain.CodeFormat;
import dev.coupon.store.memory.column.LongColumn;

/**
 * The characters of codes that were drawn, as words of 64 bits. The other characters of a
 * code are the same in all codes of a campaign, and not kept.
 */
final class DrawnCodes {

	private static final char DRAWN = '#';

	private final String template;

	/** The bits that are enough for each character that may be drawn. */
	private final int bits;

	private final int words;

	DrawnCodes(CodeFormat format) {
		this.template = format.template();
		this.bits = format.characters().chars().allMatch(c -> c < (1 << Byte.SIZE)) ? Byte.SIZE : Character.SIZE;
		this.words = (format.drawnLength() * bits + Long.SIZE - 1) / Long.SIZE;
	}

	/** The number of words that a code takes. */
	int words() {
		return words;
	}

	/** Writes a code into a column, from a place on. */
	void write(String code, LongColumn column, int place) {
		long word = 0;
		int filled = 0;
		int at = place;
		for (int i = 0; i < template.length(); i++) {
			if (template.charAt(i) == DRAWN) {
				word |= (long) code.charAt(i) << filled;
				filled += bits;
				if (filled == Long.SIZE) {
					column.set(at++, word);
					word = 0;
					filled = 0;
				}
			}
		}
		if (filled > 0) {
			column.set(at, word);
		}
	}

	/** Reads a code from a column, from a place on. */
	String read(LongColumn column, int place) {
		char[] code = new char[template.length()];
		int drawn = 0;
		for (int i = 0; i < code.length; i++) {
			code[i] = template.charAt(i) == DRAWN ? drawn(column, place, drawn++) : template.charAt(i);
		}
		return new String(code);
	}

	/** Tells whether this is the code in a column, from a place on. */
	boolean is(String code, LongColumn column, int place) {
		if (code.length() != template.length()) {
			return false;
		}
		int drawn = 0;
		for (int i = 0; i < template.length(); i++) {
			char kept = template.charAt(i) == DRAWN ? drawn(column, place, drawn++) : template.charAt(i);
			if (kept != code.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private char drawn(LongColumn column, int place, int number) {
		int bit = number * bits;
		return (char) ((column.get(place + bit / Long.SIZE) >>> (bit % Long.SIZE)) & ((1 << bits) - 1));
	}

}
