package dev.coupon.store.valkey.move;

import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.server.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server that repeats what has done nothing, for work that is too long to be begun
 * again.
 */
record RepeatingServer(Server server, Retries retries) implements Server {

	@Override
	public List<Reply> readAll(List<List<Command>> groups) {
		return retries.run(() -> server.readAll(groups));
	}

	@Override
	public List<Reply> readConfirmed(List<List<Command>> groups) {
		return retries.run(() -> server.readConfirmed(groups));
	}

	@Override
	public boolean write(Write write) {
		return Boolean.TRUE.equals(retries.run(() -> server.write(write)));
	}

	@Override
	public List<@Nullable Object> send(List<Command> commands) {
		return retries.run(() -> server.send(commands));
	}

	@Override
	public void confirm(String head) {
		retries.run(() -> {
			server.confirm(head);
			return head;
		});
	}

	@Override
	public String newVersion() {
		return server.newVersion();
	}

}
