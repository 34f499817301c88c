package dev.coupon.store.valkey;

import dev.coupon.store.model.RandomSequence;
import dev.coupon.store.model.Seeds;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.server.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The store on a server answers like a sequential model whatever it is asked in whatever
 * order. The server's time is replaced by the model's.
 */
@Timeout(120)
class ValkeyModelTests {

	private static final int SEQUENCES = 25;

	private static final int OPERATIONS = 100;

	@Test
	void answersEverySequenceLikeTheModel() {
		try (TestServer server = new TestServer(); Connections connections = server.connect()) {
			Seeds.of(SEQUENCES).forEach(seed -> {
				server.empty();
				AtomicReference<ValkeyCampaignRepository> store = new AtomicReference<>();
				new RandomSequence(seed, Duration.ofMillis(1), (clock, random) -> {
					store.set(ValkeyStore.repository(new AtTimeOf(clock, connections.server()),
							TestServer.needs(random)));
					return store.get();
				}).run(OPERATIONS);
				store.get().close();
			});
		}
	}

	/** A server at the time of a clock. */
	private record AtTimeOf(Clock clock, Server server) implements Server {

		@Override
		public List<Reply> readAll(List<List<Command>> groups) {
			return atTime(server.readAll(groups));
		}

		@Override
		public List<Reply> readConfirmed(List<List<Command>> groups) {
			return atTime(server.readConfirmed(groups));
		}

		private List<Reply> atTime(List<Reply> replies) {
			Instant now = Instant.ofEpochMilli(clock.millis());
			return replies.stream().map(reply -> new Reply(now, reply.answers())).toList();
		}

		@Override
		public boolean write(Write write) {
			return server.write(write);
		}

		@Override
		public List<@Nullable Object> send(List<Command> commands) {
			return server.send(commands);
		}

		@Override
		public void confirm(String head) {
			server.confirm(head);
		}

		@Override
		public String newVersion() {
			return server.newVersion();
		}

	}

}
