package dev.coupon.store.valkey.move.arrival;

import dev.coupon.domain.CodeSource;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Counts;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CampaignKeys.Part;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.SettingsText;
import dev.coupon.store.valkey.layout.shared.CodePlace;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.read.Coupons;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Scripts;
import dev.coupon.store.valkey.server.Write;
import dev.coupon.store.valkey.server.Write.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A campaign that is being taken in. Its data is where it will be, but its head has
 * another name until all is there, so that nobody sees any of it. Each write is done only
 * if no other import of a campaign with this id has begun since.
 */
final class Arriving {

	private static final int KEYS_AT_ONCE = 2_000;

	private static final int ATTEMPTS = 10;

	private final Tools tools;

	private final CampaignState state;

	private final CampaignKeys keys;

	private final Instant since;

	private String version;

	/** The values of codes that are reserved, and not written yet. */
	final Map<Field, String> inFlight = new LinkedHashMap<>();

	private Arriving(Tools tools, CampaignHead head, Instant since) {
		this.tools = tools;
		this.state = head.state();
		this.keys = head.keys();
		this.since = since;
		this.version = head.version();
	}

	/** The campaigns with this id, the one that is there and the one that arrives. */
	private record Both(boolean isThere, @Nullable Arriving arriving, Instant now) {
	}

	private static Both read(Tools tools, String id) {
		String key = CampaignKeys.arrival(id);
		Reply reply = tools.server()
			.read(List.of(CampaignHead.readAt(key), Command.of("HGET", key, CodePlace.SINCE),
					Command.of("EXISTS", CampaignKeys.head(id))));
		CampaignHead head = CampaignHead.of(id, reply.texts(0), reply.now());
		String since = reply.text(1);
		return new Both(reply.number(2) > 0,
				head == null ? null
						: new Arriving(tools, head,
								since == null ? Instant.EPOCH
										: Instant.ofEpochMilli(Long.parseLong(since, Character.MAX_RADIX))),
				reply.now());
	}

	/** The campaign that arrives with an id; null if there is none. */
	static @Nullable Arriving find(Tools tools, String id) {
		return read(tools, id).arriving;
	}

	/**
	 * Begins to take a campaign in, after what is left of an import before is cleared
	 * away. Returns null if there is a campaign with its id now.
	 */
	static @Nullable Arriving begin(Tools tools, SettingsText settings, CampaignState state) {
		String id = state.campaign().id();
		Instant since = Instant.EPOCH;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Both both = read(tools, id);
			if (both.isThere) {
				return null;
			}
			if (both.arriving != null) {
				since = both.arriving.since;
				both.arriving.clear();
				continue;
			}
			Arriving begun = begin(tools, settings, state, both.now.isAfter(since) ? both.now : since.plusMillis(1));
			if (begun != null && read(tools, id).isThere) {
				begun.clear();
				return null;
			}
			if (begun != null) {
				return begun;
			}
		}
		throw overtaken(id);
	}

	private static @Nullable Arriving begin(Tools tools, SettingsText settings, CampaignState state, Instant since) {
		String id = state.campaign().id();
		String key = CampaignKeys.arrival(id);
		Arrivals.list(tools, id);
		String version = tools.server().newVersion();
		int buckets = CampaignKeys.buckets(state.campaign());
		Write write = new Write(new Versioned(key, Write.NONE), version,
				List.of(CampaignHead.writeAt(key, settings, state, buckets),
						Command.of("HSET", key, CodePlace.SINCE, new CodePlace(id, 1, since).sinceText())));
		if (!tools.server().write(write)) {
			return null;
		}
		Arrivals.list(tools, id);
		return find(tools, id, version);
	}

	private static @Nullable Arriving find(Tools tools, String id, String version) {
		Arriving found = find(tools, id);
		return found == null || !found.version.equals(version) ? null : found;
	}

	private static OverloadedException overtaken(String id) {
		return new OverloadedException("Another import of campaign %s has begun".formatted(id));
	}

	Tools tools() {
		return tools;
	}

	CampaignKeys keys() {
		return keys;
	}

	CampaignState state() {
		return state;
	}

	String version() {
		return version;
	}

	/**
	 * The time since which the codes of this import are reserved. No other import has it.
	 */
	Instant since() {
		return since;
	}

	/** The value that is kept under the names of a coupon's code. */
	String place(int sequence) {
		return new CodePlace(keys.id(), sequence, since).write();
	}

	/** Writes something of the campaign. */
	void write(List<Command> commands) {
		if (!writeIfPresent(commands, false)) {
			throw overtaken(keys.id());
		}
	}

	private boolean writeIfPresent(List<Command> commands, boolean gone) {
		String next = tools.server().newVersion();
		boolean done = tools.server()
			.write(new Write(new Versioned(CampaignKeys.arrival(keys.id()), version), next, commands, gone));
		if (done && !gone) {
			version = next;
		}
		return done;
	}

	/**
	 * Lets the campaign be there, all of it at once. Returns false if another campaign
	 * has its id.
	 */
	boolean appear() {
		String key = CampaignKeys.arrival(keys.id());
		Command mark = Tools.mark(keys.id(), version);
		tools.server().send(List.of(mark));
		String head = CampaignKeys.head(keys.id());
		// A cluster looks for the keys of a script before it runs, and for the head only
		// if a command has it as its key.
		if (!writeIfPresent(List.of(Command.of("EXISTS", head), Command.of("HDEL", key, CodePlace.SINCE),
				Command.of("RENAMENX", key, head)), true)) {
			throw overtaken(keys.id());
		}
		tools.server().send(List.of(mark));
		if (find(tools, keys.id(), version) != null) {
			return false;
		}
		Arrivals.unlist(tools, keys.id());
		return true;
	}

	/**
	 * Clears all away, unless the campaign is there, or another import has begun. First
	 * the version is changed, so that nobody who takes the campaign in goes on.
	 */
	void clear() {
		if (!writeIfPresent(List.of(), false)) {
			return;
		}
		CampaignHead present = tools.campaigns().head(keys.id());
		if (present == null || !present.keys().uid().equals(keys.uid())) {
			release();
			new ArrivingUsers(this).unlist();
			List<String> all = keys.ofCoupons(state.issued());
			all.addAll(keys.besidesCoupons(state.counts()));
			for (int from = 0; from < all.size(); from += KEYS_AT_ONCE) {
				write(all.subList(from, Math.min(all.size(), from + KEYS_AT_ONCE))
					.stream()
					.map(key -> Command.of("UNLINK", key))
					.toList());
			}
		}
		if (writeIfPresent(List.of(Command.of("UNLINK", CampaignKeys.arrival(keys.id()))), true)) {
			Arrivals.unlist(tools, keys.id());
		}
	}

	/** Gives the codes free that were reserved. */
	private void release() {
		tools.server()
			.send(inFlight.entrySet().stream().map(code -> Scripts.delete(code.getKey(), code.getValue())).toList());
		CodeSource source = state.campaign().codeSource();
		for (Part part : CampaignKeys.parts(1, state.issued(), CampaignKeys.CHUNK)) {
			List<String> texts = Coupons.texts(tools.server().read(Coupons.texts(keys, part.first(), part.last())));
			if (texts.isEmpty()) {
				break;
			}
			release(part.first(), texts.stream().map(text -> CouponText.read(text).code()).toList(), source);
		}
		Counts counts = state.counts();
		for (Part part : CampaignKeys.parts(counts.issued() + 1, counts.stocked(), CampaignKeys.CHUNK)) {
			List<String> codes = tools.server()
				.read(List.of(Command.of("LRANGE", keys.stock(part.first()),
						Integer.toString(CampaignKeys.index(part.first())),
						Integer.toString(CampaignKeys.index(part.last())))))
				.present(0);
			if (codes.isEmpty()) {
				break;
			}
			release(part.first(), codes, source);
		}
	}

	private void release(int first, List<String> codes, CodeSource source) {
		List<Command> commands = new ArrayList<>();
		for (int i = 0; i < codes.size(); i++) {
			String value = place(first + i);
			names(codes.get(i), source).forEach(name -> commands.add(Scripts.delete(CodePlace.field(name), value)));
		}
		tools.server().send(commands);
	}

	/** The names under which a code is found. */
	static Stream<String> names(String code, CodeSource source) {
		return Stream.concat(Stream.of(code), Stream.ofNullable(source.alias(code)));
	}

}
