package dev.coupon.store.memory.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of numbers does what a map would do, whatever the hashes are. */
class HashTableTests {

	private static final int NUMBERS = 20_000;

	private final Random random = new Random(7);

	/** Hashes as they should be, and worse ones. */
	enum Hashes {

		SPREAD, FEW, SAME, AT_THE_END;

		private long of(long number) {
			return switch (this) {
				case SPREAD -> number * 0x9E3779B97F4A7C15L;
				case FEW -> (number % 7) << 60;
				case SAME -> -1L << 40;
				case AT_THE_END -> -1L - (number % 3);
			};
		}

	}

	@ParameterizedTest
	@EnumSource
	void findsWhatIsInItAndNothingElse(Hashes hashes) {
		HashTable table = new HashTable(51);
		Map<Long, Long> expected = new HashMap<>();
		List<Long> present = new ArrayList<>();
		int numbers = hashes == Hashes.SPREAD ? NUMBERS : 500;
		for (long step = 1; step <= 3L * numbers; step++) {
			if (step < numbers || random.nextBoolean()) {
				long hash = hashes.of(step);
				table.add(hash, step);
				expected.put(step, hash);
				present.add(step);
			}
			else {
				long gone = present.remove(random.nextInt(present.size()));
				expected.remove(gone);
				table.remove(hashes.of(gone), gone);
				assertThat(table.find(hashes.of(gone), number -> number == gone)).isZero();
			}
		}

		assertThat(table.size()).isEqualTo(expected.size());
		expected.forEach(
				(number, hash) -> assertThat(table.find(hash, found -> found == number)).isEqualTo(number.longValue()));
		present.forEach(number -> table.remove(hashes.of(number), number));
		assertThat(table.size()).isZero();
		expected.forEach((number, hash) -> assertThat(table.find(hash, found -> true)).isZero());
	}

	@ParameterizedTest
	@EnumSource
	void findsWhatIsInItBeforeAndAfterItIsSplit(Hashes hashes) {
		SplitTable table = new SplitTable();
		int numbers = hashes == Hashes.SPREAD ? NUMBERS : 5_000;
		for (int number = 1; number <= numbers; number++) {
			table.add(hashes.of(number), number);
			if (number % 1_000 == 0) {
				for (int each = 1; each <= number; each += 37) {
					int wanted = each;
					assertThat(table.find(hashes.of(each), found -> found == wanted)).isEqualTo(each);
				}
			}
		}
		assertThat(table.find(hashes.of(1), found -> false)).isZero();
	}

}
