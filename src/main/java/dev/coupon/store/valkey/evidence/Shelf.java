package dev.coupon.store.valkey.evidence;

import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Texts in one slot, in the order in which they came, all of them and those of each
 * subject. Some can be forgotten when they are old enough.
 */
public final class Shelf {

	private static final String ALL = "p";

	private final Server server;

	private final UnaryOperator<String> keys;

	/**
	 * @param keys makes the keys, all with one tag, from names
	 */
	public Shelf(Server server, UnaryOperator<String> keys) {
		this.server = server;
		this.keys = keys;
	}

	/**
	 * A text on the shelf.
	 *
	 * @param position its place among all
	 * @param subject the text that says what it is about; has no blanks
	 */
	public record Item(long position, String subject, String text) {

		static Item of(String position, String body) {
			int blank = body.indexOf(' ');
			return new Item(Long.parseLong(position), body.substring(0, blank), body.substring(blank + 1));
		}

	}

	private String bodies() {
		return keys.apply("b");
	}

	private String positions(@Nullable String subject) {
		return keys.apply(subject == null ? ALL : ALL + ":" + subject);
	}

	private String times() {
		return keys.apply("t");
	}

	/** The commands that put a text on the shelf. */
	public List<Command> add(Item item) {
		String position = Long.toString(item.position);
		return List.of(Command.of("HSET", bodies(), position, item.subject + " " + item.text),
				Command.of("ZADD", positions(null), position, position),
				Command.of("ZADD", positions(item.subject), position, position));
	}

	/**
	 * The command that lets a text be forgotten, and gives it the time by which its age
	 * is told.
	 */
	public Command forgettable(long position, Instant time) {
		return Command.of("ZADD", times(), Long.toString(time.toEpochMilli()), Long.toString(position));
	}

	/** The commands that take a text off the shelf. */
	public List<Command> remove(Item item) {
		String position = Long.toString(item.position);
		return List.of(Command.of("HDEL", bodies(), position), Command.of("ZREM", positions(null), position),
				Command.of("ZREM", positions(item.subject), position), Command.of("ZREM", times(), position));
	}

	/**
	 * The texts before a position, newest first.
	 * @param subject only those about this; absent for all
	 * @param before absent to begin with the newest
	 */
	public <T> Page<T, Long> page(@Nullable String subject, @Nullable Long before, int limit, Function<Item, T> read) {
		List<Item> andOneMore = items(Command.of("ZREVRANGEBYSCORE", positions(subject),
				before == null ? "+inf" : "(" + before, "-inf", "LIMIT", "0", Long.toString(limit + 1L)));
		List<T> items = andOneMore.stream().limit(limit).map(read).toList();
		return new Page<>(items, andOneMore.size() <= limit ? null : andOneMore.get(limit - 1).position);
	}

	/** All texts about a subject, oldest first. */
	public List<Item> all(String subject) {
		return items(Command.of("ZRANGEBYSCORE", positions(subject), "-inf", "+inf"));
	}

	/** The texts that can be forgotten with times before one, oldest first. */
	public List<Item> oldest(Instant before, int limit) {
		return items(Command.of("ZRANGEBYSCORE", times(), "-inf", "(" + before.toEpochMilli(), "LIMIT", "0",
				Integer.toString(limit)));
	}

	/** The texts that can be forgotten with times from one on, oldest first. */
	public List<Item> since(Instant time, int limit) {
		return items(Command.of("ZRANGEBYSCORE", times(), Long.toString(time.toEpochMilli()), "+inf", "LIMIT", "0",
				Integer.toString(limit)));
	}

	/** The texts that are older than so many of the newest, the newest of them first. */
	public List<Item> beyond(int newest, int limit) {
		return items(Command.of("ZREVRANGE", positions(null), Integer.toString(newest),
				Integer.toString(newest + limit - 1)));
	}

	/** The keys of all that is on the shelf about one subject, if there is no other. */
	public List<String> keys(String subject) {
		return List.of(bodies(), positions(null), positions(subject), times());
	}

	/** The texts at the positions that a command answers with. */
	private List<Item> items(Command positions) {
		List<String> found = server.read(List.of(positions)).present(0);
		if (found.isEmpty()) {
			return List.of();
		}
		Reply reply = server.read(List.of(Command.of("HMGET", bodies(), found)));
		List<Item> items = new ArrayList<>();
		for (int i = 0; i < found.size(); i++) {
			String body = reply.texts(0).get(i);
			if (body != null) {
				items.add(Item.of(found.get(i), body));
			}
		}
		return items;
	}

}
