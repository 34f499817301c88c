package dev.coupon.store.valkey.server;

import dev.coupon.store.valkey.node.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server or cluster, as the store uses it. All keys with the same tag in braces are in
 * one slot, and what is read or written at once is in one slot.
 *
 * <p>
 * Any operation may throw a {@link dev.coupon.store.batch.retry.TryAgainException} if it
 * has done nothing, or nothing that matters, and another attempt may succeed.
 */
public interface Server {

	/** Runs several groups of reading commands, each group as of one moment. */
	List<Reply> readAll(List<List<Command>> groups);

	/** Runs reading commands, all as of one moment. There is at least one. */
	default Reply read(List<Command> commands) {
		return readAll(List.of(commands)).getFirst();
	}

	/**
	 * Runs groups like {@link #readAll}, and makes sure that what they read is not lost
	 * with its node, if that is promised: that replicas have it, whoever has written it.
	 */
	List<Reply> readConfirmed(List<List<Command>> groups);

	/**
	 * Does a write, and tells whether it was done. It is not done if its version is no
	 * longer the present one.
	 * @throws dev.coupon.domain.port.failure.OutcomeUnknownException if it is unknown
	 * whether it was done
	 */
	boolean write(Write write);

	/**
	 * Runs commands each on its own, in any slots, so that a failure of their nodes
	 * doesn't undo them. Some may have been run when this throws an exception.
	 */
	List<@Nullable Object> send(List<Command> commands);

	/**
	 * Runs commands like {@link #send}, but asks no replicas, because it does no harm if
	 * what they did is lost.
	 */
	default List<@Nullable Object> sendUnconfirmed(List<Command> commands) {
		return send(commands);
	}

	/**
	 * Makes sure that what was read in a slot is not lost with its node, if that is
	 * promised: that replicas have it, whoever has written it.
	 * @param head a key in the slot
	 */
	void confirm(String head);

	/** A version that no write has had before. */
	String newVersion();

}
