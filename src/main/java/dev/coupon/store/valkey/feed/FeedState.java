package dev.coupon.store.valkey.feed;

import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.server.Write;
import dev.coupon.store.valkey.server.Write.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The end of the feed at one moment, and the changes to it that are to be written.
 */
final class FeedState {

	static final int CHUNK = 512;

	private static final String HEAD = Shared.feed("m");

	/** The hash that says how far the feed goes of each campaign, by uid. */
	private static final String ENDS = Shared.feed("e");

	/** The fields of the head: the last run with its position, and the last audit. */
	private static final String LAST_RUN = "l";

	private static final String RUNS = "r";

	private static final String AUDITED = "a";

	private final Versioned versioned;

	private final Map<String, Reach> ends;

	private @Nullable EventRun last;

	private long audited;

	private final List<Command> commands = new ArrayList<>();

	private FeedState(Reply reply, List<String> uids) {
		List<@Nullable String> head = reply.texts(0);
		this.versioned = new Versioned(HEAD, Objects.requireNonNullElse(head.get(0), Write.NONE));
		String run = head.get(1);
		this.last = run == null ? null : RunText.read(number(head.get(2)), run);
		this.audited = number(head.get(3));
		this.ends = new HashMap<>();
		for (int i = 0; i < uids.size(); i++) {
			String end = reply.text(i + 1);
			ends.put(uids.get(i), end == null ? Reach.START : RunText.reach(end));
		}
	}

	private static long number(@Nullable String text) {
		return text == null ? 0 : Long.parseLong(text);
	}

	/** Reads the end of the feed. */
	static FeedState read(Server server) {
		return new FeedState(server.read(commands(List.of())), List.of());
	}

	/**
	 * Reads the end of the feed, and how far it goes of some campaigns, for those who
	 * take away what leads to events that are in the feed.
	 */
	static FeedState readConfirmed(Server server, List<String> uids) {
		return new FeedState(server.readConfirmed(List.of(commands(uids))).getFirst(), uids);
	}

	private static List<Command> commands(List<String> uids) {
		List<Command> commands = new ArrayList<>();
		commands.add(Command.of("HMGET", HEAD, Write.FIELD, LAST_RUN, RUNS, AUDITED));
		uids.forEach(uid -> commands.add(Command.of("HGET", ENDS, uid)));
		return commands;
	}

	/** The key of the list that has the run at a position. */
	static String runs(long position) {
		return Shared.feed("r" + (position - 1) / CHUNK);
	}

	static String index(long position) {
		return Long.toString((position - 1) % CHUNK);
	}

	/** The key of the positions of the runs of a campaign. */
	static String runsOf(String campaignId) {
		return Shared.feed("c:" + campaignId);
	}

	/** The command that forgets how far the feed goes of a campaign that is gone. */
	static Command forget(String uid) {
		return Command.of("HDEL", ENDS, uid);
	}

	/** The place up to which the feed goes of a campaign. */
	Reach end(String uid) {
		return ends.getOrDefault(uid, Reach.START);
	}

	/** The last run; null if there is none. */
	@Nullable EventRun last() {
		return last;
	}

	/** The position of the next entry of the audit. */
	long nextAudited() {
		audited++;
		return audited;
	}

	void add(List<Command> more) {
		commands.addAll(more);
	}

	/** The number of commands that are to be written. */
	int size() {
		return commands.size();
	}

	/**
	 * Appends a run. If the last run is of the same campaign and ends where this one
	 * begins, that run is made longer instead.
	 */
	void append(String campaignId, String uid, Reach to) {
		Reach from = end(uid);
		EventRun before = last;
		if (before != null && before.campaignUid().equals(uid) && before.to().equals(from)) {
			last = new EventRun(before.position(), campaignId, uid, before.from(), to);
			commands.add(Command.of("LSET", runs(before.position()), index(before.position()), RunText.write(last)));
		}
		else {
			long position = before == null ? 1 : before.position() + 1;
			last = new EventRun(position, campaignId, uid, from, to);
			commands.add(Command.of("RPUSH", runs(position), RunText.write(last)));
			commands.add(Command.of("ZADD", runsOf(campaignId), Long.toString(position), Long.toString(position)));
		}
		ends.put(uid, to);
		commands.add(Command.of("HSET", ENDS, uid, RunText.write(to)));
	}

	/** Writes all, and tells whether nothing has changed since the end was read. */
	boolean write(Server server) {
		if (commands.isEmpty()) {
			return true;
		}
		EventRun run = last;
		if (run != null) {
			commands.add(Command.of("HSET", HEAD, LAST_RUN, RunText.write(run), RUNS, Long.toString(run.position()),
					AUDITED, Long.toString(audited)));
		}
		return server.write(new Write(versioned, server.newVersion(), commands));
	}

}
