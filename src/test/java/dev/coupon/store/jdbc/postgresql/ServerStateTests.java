package dev.coupon.store.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.store.UnusableStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Which servers are refused, as far as there are none for the tests to start on. */
@ExtendWith(OutputCaptureExtension.class)
class ServerStateTests {

	private static ServerState state(int version, boolean writable) {
		return new ServerState(version, writable, "on", false, true, "UTF8", "public", true);
	}

	private static ServerState state(String acknowledges, boolean replicated) {
		return new ServerState(170005, true, acknowledges, replicated, true, "UTF8", "public", true);
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

	@ParameterizedTest
	@ValueSource(strings = { "local", "remote_write" })
	void warnsOfASynchronousReplicaThatNobodyWaitsFor(String acknowledges, CapturedOutput output) {
		state(acknowledges, true).warn();

		assertThat(output)
			.contains("PostgreSQL may lose coupons when a replica takes over: synchronous_commit is %s, not on"
				.formatted(acknowledges));
	}

	@Test
	void warnsOfNothingElse(CapturedOutput output) {
		state("on", true).warn();
		state("remote_apply", true).warn();
		state("local", false).warn();

		assertThat(output).isEmpty();
	}

}
