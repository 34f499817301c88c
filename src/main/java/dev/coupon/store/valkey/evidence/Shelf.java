package dev.coupon.store.valkey.evidence;

import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts in one slot, in the order in which they came, all of them and those of each
 * subject. Some can be forgotten when they are old enough.
 */
public final class Shelf {

	private static final String ALL = "p";

	/**
	 * The number of texts that are read at once. A script passes no more than about 8,000
	 * arguments to a command.
	 */
	private static final int AT_ONCE = 1_000;

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

	/** All texts about a subject, oldest first, which are read as they are wanted. */
	public Stream<Item> all(String subject) {
		return parts(subject).flatMap(List::stream);
	}

	/** All texts about a subject, oldest first, so many at a time as are read at once. */
	public Stream<List<Item>> parts(String subject) {
		return Stream
			.iterate(positions(subject, "-inf"), some -> !some.isEmpty(),
					some -> positions(subject, "(" + some.getLast()))
			.map(this::at);
	}

	private List<String> positions(String subject, String from) {
		return server
			.read(List.of(Command.of("ZRANGEBYSCORE", positions(subject), from, "+inf", "LIMIT", "0",
					Integer.toString(AT_ONCE))))
			.present(0);
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
		return at(server.read(List.of(positions)).present(0));
	}

	/** The texts at positions, without those that were taken off the shelf. */
	private List<Item> at(List<String> positions) {
		List<Item> items = new ArrayList<>();
		for (int from = 0; from < positions.size(); from += AT_ONCE) {
			List<String> some = positions.subList(from, Math.min(positions.size(), from + AT_ONCE));
			List<@Nullable String> found = server.read(List.of(Command.of("HMGET", bodies(), some))).texts(0);
			for (int i = 0; i < some.size(); i++) {
				String body = found.get(i);
				if (body != null) {
					items.add(Item.of(some.get(i), body));
				}
			}
		}
		return items;
	}

}
