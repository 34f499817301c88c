package dev.coupon.store.valkey;

import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.server.Write;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server that is gone from one request on. */
record DyingServer(Server server, AtomicInteger left) implements Server {

	private void count() {
		if (left.decrementAndGet() < 0) {
			throw new TryAgainException("gone", null);
		}
	}

	@Override
	public List<Reply> readAll(List<List<Command>> groups) {
		count();
		return server.readAll(groups);
	}

	@Override
	public boolean write(Write write) {
		count();
		return server.write(write);
	}

	@Override
	public List<@Nullable Object> send(List<Command> commands) {
		count();
		return server.send(commands);
	}

	@Override
	public void confirm(String head) {
		count();
		server.confirm(head);
	}

	@Override
	public String newVersion() {
		return server.newVersion();
	}

}
