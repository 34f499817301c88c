package dev.coupon.store.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.caller.rate.Rate;
import dev.coupon.caller.rate.SharedBuckets.Ask;
import dev.coupon.store.rate.BucketStates.Next;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to one bucket of a shared rate. */
class AsksTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final Asks asks = new Asks();

	private Next take(@Nullable String state) {
		asks.add(new Ask("id", Rate.valueOf("10/1m"), 1, true));
		return Objects.requireNonNull(asks.take(state, NOW));
	}

	private long left() {
		return asks.levels().getLast().left();
	}

	@Test
	void aFullBucketHasNoState() {
		Next next = take(null);

		assertThat(left()).isEqualTo(9);
		take(next.state());
		assertThat(asks.levels()).hasSize(2);
		assertThat(left()).isEqualTo(7);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "AAAA", "/////w==", "no state" })
	void aBucketThatCannotBeReadBeginsAnew(String state) {
		Next next = take(state);

		assertThat(left()).isEqualTo(9);
		assertThat(asks.take(next.state(), NOW)).isNotNull();
		assertThat(left()).isEqualTo(8);
	}

	@Test
	void aStateIsWrittenSoThatOlderInstancesReadIt() {
		assertThat(take(null).state())
			.isEqualTo("AAAAAQAAAAEAAAABAAAAAQAAAAAAAAAKAAAAAAAAAAoAAAAN+EdYAAAAAAAAAAAKAIAAAAAAAAAAAAAA"
					+ "AAADAAAAAQAAAAMYhnJR7foAAAAAAAAAAAAJAAAAAAAAAAAAAAABAAAAAAAAAAE=");
	}

}
