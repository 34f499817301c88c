package dev.coupon.store.memory.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnTests {

	@Test
	void areZeroUntilTheyAreSet() {
		LongColumn longs = new LongColumn();
		IntColumn ints = new IntColumn();
		longs.set(10_000, 7);
		ints.set(100_000, 7);

		assertThat(IntStream.of(0, 1, 9_999, 10_001, 1_000_000).mapToLong(longs::get)).containsOnly(0L);
		assertThat(IntStream.of(0, 1, 99_999, 100_001, 1_000_000).map(ints::get)).containsOnly(0);
	}

	@Test
	void keepAllValuesWhileTheyGrow() {
		LongColumn longs = new LongColumn();
		IntColumn ints = new IntColumn();
		for (int i = 0; i < 100_000; i++) {
			longs.set(i, Long.MAX_VALUE - i);
			ints.set(i, Integer.MAX_VALUE - i);
		}

		for (int i = 0; i < 100_000; i++) {
			assertThat(longs.get(i)).isEqualTo(Long.MAX_VALUE - i);
			assertThat(ints.get(i)).isEqualTo(Integer.MAX_VALUE - i);
		}
	}

	@Test
	void keepTextsOfAllScriptsAndLengths() {
		TextColumn texts = new TextColumn();
		List<String> kept = IntStream.range(0, 20_000).mapToObj(i -> "é가😀user-".repeat(i % 12) + i).toList();
		kept.forEach(text -> assertThat(kept.get(texts.add(text) - 1)).isSameAs(text));

		assertThat(texts.size()).isEqualTo(20_000);
		for (int number = 1; number <= texts.size(); number++) {
			String text = kept.get(number - 1);
			assertThat(texts.get(number)).isEqualTo(text);
			assertThat(texts.is(number, text)).isTrue();
			assertThat(texts.is(number, text + "x")).isFalse();
			assertThat(texts.is(number, "x" + text.substring(1))).isFalse();
		}
	}

}
