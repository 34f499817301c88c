package dev.coupon.store.memory.column;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A column of short texts, numbered from 1 in the order in which they were added. A text
 * is kept as its length in two bytes and its characters in UTF-8. Not for use by several
 * threads at once.
 */
public final class TextColumn {

	private static final int CHUNK_BITS = 16;

	private static final int SMALLEST_CHUNK = 256;

	private static final int LENGTH = 2;

	private final List<byte[]> chunks = new ArrayList<>();

	/** The place at which each text begins: the chunk, and the place in it. */
	private final LongColumn starts = new LongColumn();

	private int free;

	private int size;

	/** The number of texts. */
	public int size() {
		return size;
	}

	/**
	 * Adds a text, and returns its number.
	 * @param text of at most 65,535 bytes, without halves of surrogate pairs
	 */
	public int add(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		byte[] chunk = chunkFor(LENGTH + bytes.length);
		starts.set(++size, ((long) (chunks.size() - 1) << CHUNK_BITS) | free);
		chunk[free] = (byte) (bytes.length >>> Byte.SIZE);
		chunk[free + 1] = (byte) bytes.length;
		System.arraycopy(bytes, 0, chunk, free + LENGTH, bytes.length);
		free += LENGTH + bytes.length;
		return size;
	}

	/** The last chunk, with room for so many bytes. */
	private byte[] chunkFor(int needed) {
		int present = chunks.isEmpty() ? 0 : chunks.getLast().length;
		if (free + needed <= present) {
			return chunks.getLast();
		}
		int wanted = Math.max(2 * present, SMALLEST_CHUNK);
		chunks.add(new byte[Math.max(needed, Math.min(wanted, 1 << CHUNK_BITS))]);
		free = 0;
		return chunks.getLast();
	}

	/** The text with a number from 1 to {@link #size}. */
	public String get(int number) {
		byte[] chunk = chunk(number);
		int start = start(number);
		return new String(chunk, start + LENGTH, length(chunk, start), StandardCharsets.UTF_8);
	}

	/** Tells whether this is the text with a number. */
	public boolean is(int number, String text) {
		byte[] chunk = chunk(number);
		int start = start(number) + LENGTH;
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return Arrays.equals(chunk, start, start + length(chunk, start - LENGTH), bytes, 0, bytes.length);
	}

	private byte[] chunk(int number) {
		return chunks.get((int) (starts.get(number) >>> CHUNK_BITS));
	}

	private int start(int number) {
		return (int) starts.get(number) & ((1 << CHUNK_BITS) - 1);
	}

	private static int length(byte[] chunk, int start) {
		return ((chunk[start] & 0xFF) << Byte.SIZE) | (chunk[start + 1] & 0xFF);
	}

}
