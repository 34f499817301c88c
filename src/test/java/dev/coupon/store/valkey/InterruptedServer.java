package dev.coupon.store.valkey;

import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.server.Write;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server for a client that something happens to before its requests.
 *
 * @param before is run before each request
 */
record InterruptedServer(Server server, Runnable before) implements Server {

	/** A server that is gone after some requests. */
	static Server goneAfter(int requests, Server server) {
		AtomicInteger left = new AtomicInteger(requests);
		return new InterruptedServer(server, () -> {
			if (left.decrementAndGet() < 0) {
				throw new TryAgainException("gone", null);
			}
		});
	}

	/** A server at which others do something after some requests, before the next one. */
	static Server overtakenAfter(int requests, Server server, Runnable others) {
		AtomicInteger left = new AtomicInteger(requests);
		return new InterruptedServer(server, () -> {
			if (left.decrementAndGet() == -1) {
				others.run();
			}
		});
	}

	@Override
	public List<Reply> readAll(List<List<Command>> groups) {
		before.run();
		return server.readAll(groups);
	}

	@Override
	public List<Reply> readConfirmed(List<List<Command>> groups) {
		before.run();
		return server.readConfirmed(groups);
	}

	@Override
	public boolean write(Write write) {
		before.run();
		return server.write(write);
	}

	@Override
	public List<@Nullable Object> send(List<Command> commands) {
		before.run();
		return server.send(commands);
	}

	@Override
	public void confirm(String head) {
		before.run();
		server.confirm(head);
	}

	@Override
	public String newVersion() {
		return server.newVersion();
	}

}
