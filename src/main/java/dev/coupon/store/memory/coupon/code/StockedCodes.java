package dev.coupon.store.memory.coupon.code;

import dev.coupon.store.memory.column.LongColumn;
import java.nio.charset.StandardCharsets;

/**
 * Imported codes, whose lengths differ, in UTF-8. The bytes of a code fill words of 64
 * bits. A code is written at the end, or replaces the last one.
 */
public final class StockedCodes implements CodeColumn {

	private static final int LENGTH_BITS = 10;

	/** The first word of each code, and the number of its bytes. */
	private final LongColumn places = new LongColumn();

	private final LongColumn words = new LongColumn();

	@Override
	public void write(int sequence, String code) {
		byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
		int start = end(sequence - 1);
		for (int word = 0; word < words(bytes.length); word++) {
			words.set(start + word, word(bytes, word * Long.BYTES));
		}
		places.set(sequence, (long) start << LENGTH_BITS | bytes.length);
	}

	private static long word(byte[] bytes, int from) {
		long word = 0;
		for (int i = from; i < Math.min(from + Long.BYTES, bytes.length); i++) {
			word |= Byte.toUnsignedLong(bytes[i]) << ((i - from) * Byte.SIZE);
		}
		return word;
	}

	@Override
	public String read(int sequence) {
		byte[] bytes = new byte[length(sequence)];
		int start = start(sequence);
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (words.get(start + i / Long.BYTES) >>> (i % Long.BYTES * Byte.SIZE));
		}
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Override
	public boolean is(int sequence, String code) {
		byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
		if (bytes.length != length(sequence)) {
			return false;
		}
		int start = start(sequence);
		for (int word = 0; word < words(bytes.length); word++) {
			if (words.get(start + word) != word(bytes, word * Long.BYTES)) {
				return false;
			}
		}
		return true;
	}

	private int start(int sequence) {
		return (int) (places.get(sequence) >>> LENGTH_BITS);
	}

	private int length(int sequence) {
		return (int) places.get(sequence) & ((1 << LENGTH_BITS) - 1);
	}

	/** The word after the last one of a code; 0 before the first code. */
	private int end(int sequence) {
		return start(sequence) + words(length(sequence));
	}

	private static int words(int bytes) {
		return (bytes + Long.BYTES - 1) / Long.BYTES;
	}

}
