package dev.coupon.store.memory.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitMapTests {

	private final SplitMap<Integer> map = new SplitMap<>();

	@Test
	void findsEverythingBeforeAndAfterItIsSplit() {
		for (int size : new int[] { 100, 9_999, 10_000, 10_001, 50_000 }) {
			IntStream.range(0, size).forEach(i -> map.put("key-" + i, i));

			assertThat(IntStream.range(0, size)).allMatch(i -> Integer.valueOf(i).equals(map.get("key-" + i)));
			assertThat(map.get("key-" + size)).isNull();
		}
	}

	@Test
	void keepsTheLatestValue() {
		map.put("key", 1);
		map.put("key", 2);

		assertThat(map.get("key")).isEqualTo(2);
	}

}
