package dev.coupon.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.store.valkey.change.issue.Turns;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.node.Command;
import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns of two instances at one campaign. */
class TurnsTests {

	private static final int ATTEMPTS = 50;

	private static final Command LOOK = Command.of("GET", "{c}t");

	private final MockClock clock = new MockClock();

	private TestServer process;

	private Connections connections;

	@BeforeEach
	void start() {
		process = new TestServer();
		connections = process.connect();
	}

	@AfterEach
	void stop() {
		connections.close();
		process.close();
	}

	private Turns turns(Duration longest) {
		return new Turns(connections.server(), clock, longest);
	}

	/** Turns that have met a conflict. */
	private Turns contended(Duration longest) {
		Turns turns = turns(longest);
		assertThat(turns.<String>take("c", () -> null)).isNull();
		return turns;
	}

	private @Nullable Object turn() {
		return connections.server().send(List.of(LOOK)).getFirst();
	}

	@Test
	void takesNoTurnWithoutAConflict() {
		assertThat(turns(Duration.ofMinutes(1)).take("c", () -> String.valueOf(turn()))).isEqualTo("null");
	}

	@Test
	void takesNoTurnLongAfterAConflict() {
		Turns turns = contended(Duration.ofMinutes(1));
		clock.add(Duration.ofSeconds(2));

		assertThat(turns.take("c", () -> String.valueOf(turn()))).isEqualTo("null");
	}

	@Test
	void givesTheTurnBack() {
		assertThat(contended(Duration.ofMinutes(1)).take("c", () -> String.valueOf(turn()))).isNotEqualTo("null");
		assertThat(turn()).isNull();
	}

	@Test
	void letsOneInstanceAtATimeAttemptAfterAConflict() {
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Turns turns : List.of(contended(Duration.ofMinutes(1)), contended(Duration.ofMinutes(1)))) {
				threads.execute(() -> {
					for (int i = 0; i < ATTEMPTS; i++) {
						turns.take("c", () -> {
							most.accumulateAndGet(inside.incrementAndGet(), Math::max);
							turn();
							return inside.decrementAndGet();
						});
					}
				});
			}
		}
		assertThat(most).hasValue(1);
	}

	@Test
	void doesNotWaitLongForAnInstanceThatHasDied() {
		Turns turns = contended(Duration.ofMillis(20));
		connections.server().send(List.of(Command.of("SET", "{c}t", "dead", "PX", "20")));

		assertThat(turns.take("c", () -> "done")).isEqualTo("done");
	}

	@Test
	void keepsTheResultIfTheTurnCanNotBeGivenBack() {
		assertThat(contended(Duration.ofMinutes(1)).take("c", () -> {
			process.close();
			return "done";
		})).isEqualTo("done");
	}

}
