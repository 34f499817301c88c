package dev.coupon.store.memory.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyedHashTests {

	/** The key of the reference implementation's test vectors: bytes 0 to 15. */
	private final KeyedHash hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

	/** https://github.com/veorq/SipHash, vectors_sip64, of the bytes 0, 1, 2 … */
	@ParameterizedTest
	@CsvSource({ "0, 726fdb47dd0e0e31", "2, 0d6c8009d9a94f5a", "4, cf2794e0277187b7", "8, 93f5f5799a932462",
			"14, f723ca908e7af2ee", "16, 3f2acc7f57c29bdb" })
	void hashesLikeTheReferenceImplementation(int bytes, String expected) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < bytes; i += 2) {
			text.append((char) (i | ((i + 1) << Byte.SIZE)));
		}

		assertThat(Long.toHexString(hash.of(text.toString()))).isEqualTo(expected.replaceFirst("^0+", ""));
	}

}
