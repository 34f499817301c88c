package dev.coupon.store.memory.coupon.code;

import dev.coupon.domain.CodeFormat;
import dev.coupon.store.memory.column.LongColumn;

/**
 * The characters of codes that were drawn, as words of 64 bits in the rows of their
 * coupons. The other characters of a code are the same in all codes of a campaign, and
 * not kept.
 */
public final class DrawnCodes implements CodeColumn {

	private static final char DRAWN = '#';

	private final String template;

	/** The bits that are enough for each character that may be drawn. */
	private final int bits;

	private final LongColumn rows;

	private final int width;

	private final int first;

	/**
	 * @param rows the rows, which have {@code first} other words before those of the code
	 */
	public DrawnCodes(CodeFormat format, LongColumn rows, int first) {
		this.template = format.template();
		this.bits = format.characters().chars().allMatch(c -> c < (1 << Byte.SIZE)) ? Byte.SIZE : Character.SIZE;
		this.rows = rows;
		this.first = first;
		this.width = first + (format.drawnLength() * bits + Long.SIZE - 1) / Long.SIZE;
	}

	/** The number of words of a row. */
	public int width() {
		return width;
	}

	private int place(int sequence) {
		return (sequence - 1) * width + first;
	}

	@Override
	public void write(int sequence, String code) {
		long word = 0;
		int filled = 0;
		int at = place(sequence);
		for (int i = 0; i < template.length(); i++) {
			if (template.charAt(i) == DRAWN) {
				word |= (long) code.charAt(i) << filled;
				filled += bits;
				if (filled == Long.SIZE) {
					rows.set(at++, word);
					word = 0;
					filled = 0;
				}
			}
		}
		if (filled > 0) {
			rows.set(at, word);
		}
	}

	@Override
	public String read(int sequence) {
		int place = place(sequence);
		char[] code = new char[template.length()];
		int drawn = 0;
		for (int i = 0; i < code.length; i++) {
			code[i] = template.charAt(i) == DRAWN ? drawn(place, drawn++) : template.charAt(i);
		}
		return new String(code);
	}

	@Override
	public boolean is(int sequence, String code) {
		int place = place(sequence);
		if (code.length() != template.length()) {
			return false;
		}
		int drawn = 0;
		for (int i = 0; i < template.length(); i++) {
			char kept = template.charAt(i) == DRAWN ? drawn(place, drawn++) : template.charAt(i);
			if (kept != code.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private char drawn(int place, int number) {
		int bit = number * bits;
		return (char) ((rows.get(place + bit / Long.SIZE) >>> (bit % Long.SIZE)) & ((1 << bits) - 1));
	}

}
