package dev.coupon.store.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.store.UnusableStoreException;
import org.junit.jupiter.api.Test;

/** Which servers are refused, as far as there are none for the tests to start on. */
class ServerStateTests {

	private static ServerState state(int version, boolean writable) {
		return new ServerState(version, writable, "on", true, "UTF8", "public", true);
	}

	@Test
	void refusesAServerThatIsTooOld() {
		assertThatThrownBy(() -> state(120022, true).check()).isInstanceOf(UnusableStoreException.class)
			.hasMessage("PostgreSQL 12 is too old.");
	}

	@Test
	void takesTheOldestServerThatItPromises() {
		assertThatCode(() -> state(130000, true).check()).doesNotThrowAnyException();
	}

	@Test
	void refusesAReplica() {
		assertThatThrownBy(() -> state(170005, false).check()).isInstanceOf(UnusableStoreException.class)
			.hasMessageContaining("replica");
	}

}
