package dev.coupon.store.valkey.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.store.valkey.topology.Sentinels.Primary;
import dev.coupon.store.valkey.topology.Sentinels.View;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The choice among the answers of three Sentinels. */
class SentinelsTests {

	private static final View OLD = new View(new Primary("a", 6379), 4);

	private static final View NEW = new View(new Primary("b", 6379), 5);

	@Test
	void believesTheOneThatKnowsTheLatestFailover() {
		assertThat(Sentinels.choose(null, List.of(OLD, NEW, OLD), 3)).isEqualTo(NEW);
		assertThat(Sentinels.choose(OLD, List.of(OLD, OLD, NEW), 3)).isEqualTo(NEW);
		assertThat(Sentinels.choose(OLD, List.of(NEW), 3)).isEqualTo(NEW);
	}

	@Test
	void doesNotGoBackBecauseOneSaysSo() {
		assertThat(Sentinels.choose(NEW, List.of(OLD), 3)).isEqualTo(NEW);
	}

	@Test
	void goesBackIfMoreThanHalfSaySo() {
		assertThat(Sentinels.choose(NEW, List.of(OLD, OLD), 3)).isEqualTo(OLD);
	}

}
