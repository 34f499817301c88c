package dev.coupon.store.valkey.index;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.store.batch.retry.TryAgainException;
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
 * The list of campaigns, in one slot. A campaign is listed before it is created, and
 * taken off after it is erased, so that each campaign is listed, and so are a few that
 * don't exist. Each entry says how many coupons its campaign may issue, because guessed
 * codes must hit few coupons.
 */
public final class CampaignIndex {

	private static final int ATTEMPTS = 100;

	private static final String HEAD = Shared.index("m");

	private static final String IDS = Shared.index("i");

	private static final String PROMISES = Shared.index("r");

	private static final String SUMS = Shared.index("p");

	private final Server server;

	public CampaignIndex(Server server) {
		this.server = server;
	}

	/**
	 * The coupons that campaigns may issue, with what is listed of one of them.
	 *
	 * @param sums the coupons by the names of the formats of their codes
	 * @param own the entry of the campaign; absent if it isn't listed
	 */
	public record Listed(Versioned versioned, String campaignId, Map<String, Long> sums, @Nullable Promise own) {

		/** The promised coupons of all campaigns, by the format of their codes. */
		public Map<CodeFormat, Long> promised() {
			Map<CodeFormat, Long> promised = new HashMap<>();
			sums.forEach((format, coupons) -> promised.put(Promise.format(format), coupons));
			return promised;
		}

		/** The promised coupons of all other campaigns. */
		public Map<CodeFormat, Long> promisedByOthers() {
			Map<CodeFormat, Long> promised = promised();
			if (own != null && own.coupons() > 0) {
				promised.merge(Promise.format(own.format()), (long) -own.coupons(), Long::sum);
			}
			promised.values().removeIf(coupons -> coupons <= 0);
			return promised;
		}

	}

	/** Reads what is promised. */
	public Listed read(String campaignId) {
		Reply reply = server.read(List.of(Command.of("HGET", HEAD, Write.FIELD), Command.of("HGETALL", SUMS),
				Command.of("HGET", PROMISES, campaignId)));
		Map<String, Long> sums = new HashMap<>();
		reply.fields(1).forEach((format, coupons) -> sums.put(format, Long.valueOf(coupons)));
		return new Listed(new Versioned(HEAD, Objects.requireNonNullElse(reply.text(0), Write.NONE)), campaignId, sums,
				Promise.read(reply.text(2)));
	}

	/** The uid under which a campaign is listed; null if it isn't listed. */
	public @Nullable String uid(String campaignId) {
		Promise listed = read(campaignId).own;
		return listed == null ? null : listed.uid();
	}

	/**
	 * Lists a campaign with its promise in place of the one before. Tells whether that
	 * was done, because nothing has changed since it was read.
	 * @param promising the campaign; null if it may issue nothing more
	 */
	public boolean put(Listed listed, String uid, @Nullable Campaign promising) {
		Promise promise = Promise.of(uid, promising);
		if (promise.equals(listed.own)) {
			return true;
		}
		List<Command> commands = new ArrayList<>();
		commands.add(Command.of("ZADD", IDS, "0", listed.campaignId));
		commands.add(Command.of("HSET", PROMISES, listed.campaignId, promise.write()));
		commands.add(Command.of("SETNX", Shared.layout(), Shared.LAYOUT));
		commands.addAll(sums(listed, promise));
		return server.write(new Write(listed.versioned, server.newVersion(), commands));
	}

	private static List<Command> sums(Listed listed, @Nullable Promise promise) {
		Map<String, Long> changed = new HashMap<>();
		if (listed.own != null && listed.own.coupons() > 0) {
			changed.merge(listed.own.format(), (long) -listed.own.coupons(), Long::sum);
		}
		if (promise != null && promise.coupons() > 0) {
			changed.merge(promise.format(), (long) promise.coupons(), Long::sum);
		}
		List<Command> commands = new ArrayList<>();
		changed.forEach((format, more) -> {
			long sum = listed.sums.getOrDefault(format, 0L) + more;
			commands
				.add(sum > 0 ? Command.of("HSET", SUMS, format, Long.toString(sum)) : Command.of("HDEL", SUMS, format));
		});
		return commands;
	}

	/** Lists a campaign with its promise, whatever was listed before. */
	public void set(String campaignId, String uid, @Nullable Campaign promising) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			if (put(read(campaignId), uid, promising)) {
				return;
			}
		}
		throw new TryAgainException("The list of campaigns keeps changing", null);
	}

	/** Takes a campaign off the list, unless its id is that of another one now. */
	public void remove(String campaignId, String uid) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Listed listed = read(campaignId);
			if (listed.own == null || !listed.own.uid().equals(uid)) {
				return;
			}
			List<Command> commands = new ArrayList<>();
			commands.add(Command.of("ZREM", IDS, campaignId));
			commands.add(Command.of("HDEL", PROMISES, campaignId));
			commands.addAll(sums(listed, null));
			if (server.write(new Write(listed.versioned, server.newVersion(), commands))) {
				return;
			}
		}
		throw new TryAgainException("The list of campaigns keeps changing", null);
	}

	/**
	 * The ids of listed campaigns, in ASCII order.
	 * @param after the id after which the list begins; absent to begin with the first
	 */
	public List<String> idsAfter(@Nullable String after, int limit) {
		return server.read(List.of(Command.of("ZRANGEBYLEX", IDS, after == null ? "-" : "(" + after, "+", "LIMIT", "0",
				Integer.toString(limit))))
			.present(0);
	}

}
