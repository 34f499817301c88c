package dev.coupon.store.valkey.rate;

import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.rate.BucketStates;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Scripts;
import dev.coupon.store.valkey.server.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of buckets, each in a slot of its own. A state is written only if it is still
 * the one that was read. Otherwise it is read again.
 */
public final class BucketKeys implements BucketStates {

	/** The number of times that a bucket is read again while others are faster. */
	private static final int ATTEMPTS = 100;

	private final Server server;

	public BucketKeys(Server server) {
		this.server = server;
	}

	@Override
	public void take(Map<String, Turn> turns) {
		Map<String, Turn> left = new LinkedHashMap<>(turns);
		for (int attempt = 0; !left.isEmpty(); attempt++) {
			if (attempt == ATTEMPTS) {
				throw new TryAgainException("Other instances are always faster at a bucket", null);
			}
			takeOnce(left);
		}
	}

	/** Takes the turns, and removes those that were taken while nobody else was. */
	private void takeOnce(Map<String, Turn> left) {
		List<Map.Entry<String, Turn>> turns = List.copyOf(left.entrySet());
		List<Reply> replies = server
			.readAll(turns.stream().map(turn -> List.of(Command.of("GET", Shared.rate(turn.getKey())))).toList());
		List<String> written = new ArrayList<>();
		List<Command> writes = new ArrayList<>();
		for (int i = 0; i < turns.size(); i++) {
			String id = turns.get(i).getKey();
			String state = replies.get(i).text(0);
			Next next = turns.get(i).getValue().take(state, replies.get(i).now());
			if (next == null) {
				left.remove(id);
			}
			else {
				written.add(id);
				writes.add(Scripts.replace(Shared.rate(id), state == null ? "" : state, next.state(), next.life()));
			}
		}
		List<@Nullable Object> answers = server.sendUnconfirmed(writes);
		for (int i = 0; i < written.size(); i++) {
			if (Long.valueOf(1).equals(answers.get(i))) {
				left.remove(written.get(i));
			}
		}
	}

}
