package dev.coupon.store.memory.column;

import java.util.random.RandomGenerator;

/**
 * A hash of texts with a secret key, so that nobody can choose texts that have the same
 * hash: SipHash-2-4 of the text in UTF-16 (Aumasson and Bernstein, "SipHash: a fast
 * short-input PRF", 2012).
 */
public final class KeyedHash {

	private static final int CHARS_IN_A_WORD = 4;

	private final long key0;

	private final long key1;

	KeyedHash(long key0, long key1) {
		this.key0 = key0;
		this.key1 = key1;
	}

	/** A hash with a key of its own. */
	public static KeyedHash draw(RandomGenerator random) {
		return new KeyedHash(random.nextLong(), random.nextLong());
	}

	/** The 64 bits of a text's hash. */
	public long of(String text) {
		State state = new State(key0, key1);
		int whole = text.length() - text.length() % CHARS_IN_A_WORD;
		for (int i = 0; i < whole; i += CHARS_IN_A_WORD) {
			state.add(word(text, i, i + CHARS_IN_A_WORD));
		}
		state.add(word(text, whole, text.length()) | ((long) text.length() << 57));
		return state.end();
	}

	/** Up to four characters as bytes in the order of UTF-16LE. */
	private static long word(String text, int from, int to) {
		long word = 0;
		for (int i = to - 1; i >= from; i--) {
			word = (word << Character.SIZE) | text.charAt(i);
		}
		return word;
	}

	/** The state of the algorithm, with the names of the paper. */
	private static final class State {

		private long v0;

		private long v1;

		private long v2;

		private long v3;

		private State(long key0, long key1) {
			v0 = key0 ^ 0x736f6d6570736575L;
			v1 = key1 ^ 0x646f72616e646f6dL;
			v2 = key0 ^ 0x6c7967656e657261L;
			v3 = key1 ^ 0x7465646279746573L;
		}

		private void add(long word) {
			v3 ^= word;
			round();
			round();
			v0 ^= word;
		}

		private void round() {
			v0 += v1;
			v2 += v3;
			v1 = Long.rotateLeft(v1, 13) ^ v0;
			v3 = Long.rotateLeft(v3, 16) ^ v2;
			v0 = Long.rotateLeft(v0, 32);
			v2 += v1;
			v0 += v3;
			v1 = Long.rotateLeft(v1, 17) ^ v2;
			v3 = Long.rotateLeft(v3, 21) ^ v0;
			v2 = Long.rotateLeft(v2, 32);
		}

		private long end() {
			v2 ^= 0xff;
			for (int i = 0; i < 4; i++) {
				round();
			}
			return v0 ^ v1 ^ v2 ^ v3;
		}

	}

}
