package dev.coupon.store.valkey.change.issue;

import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.store.key.KeyHash;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CampaignKeys.Part;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.Life;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.Coupons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The changes that were decided and are not written yet, and the state after them. */
final class Draft {

	private final Facts facts;

	private CampaignState state;

	final Map<Integer, Life> lives = new HashMap<>();

	private final List<LogEntry> entries = new ArrayList<>(0);

	private final List<Coupon> issued = new ArrayList<>();

	/** The new coupons of users. */
	final Map<String, List<Integer>> ofUsers = new LinkedHashMap<>();

	/** The new coupons by their idempotency keys. */
	final Map<KeyHash, Coupon> byKey = new LinkedHashMap<>();

	Draft(Facts facts) {
		this.facts = facts;
		this.state = facts.head().state();
	}

	CampaignState state() {
		return state;
	}

	/** The number of new coupons. */
	int issued() {
		return issued.size();
	}

	void log(LogEntry entry) {
		entries.add(entry);
		state = state.with(state.counts().with(entry.type()));
	}

	void change(int sequence, Life life, LogEntry entry) {
		lives.put(sequence, life);
		log(entry);
	}

	void issue(Coupon coupon, CampaignState after) {
		issued.add(coupon);
		state = after;
		if (coupon.userId() != null) {
			ofUsers.computeIfAbsent(coupon.userId(), user -> new ArrayList<>()).add(coupon.sequence());
		}
	}

	boolean isEmpty() {
		return issued.isEmpty() && entries.isEmpty();
	}

	/**
	 * The commands that list the campaign for users who get their first coupons of it.
	 */
	List<Command> wallets() {
		CampaignKeys keys = facts.keys();
		return ofUsers.keySet()
			.stream()
			.filter(user -> facts.ofUser(user).isEmpty())
			.map(keys::wallet)
			.map(wallet -> Command.of("HSET", wallet.key(), wallet.name(), keys.shortUid()))
			.toList();
	}

	/** The commands that write all. */
	List<Command> commands() {
		CampaignKeys keys = facts.keys();
		List<Command> commands = new ArrayList<>();
		commands.add(CampaignHead.writeNumbers(state));
		int before = facts.head().state().issued();
		for (Part part : CampaignKeys.parts(before + 1, before + issued.size(), CampaignKeys.CHUNK)) {
			commands.add(Command.of("RPUSH", keys.coupons(part.first()),
					issued.subList(part.first() - before - 1, part.last() - before)
						.stream()
						.map(CouponText::write)
						.toList()));
		}
		ofUsers
			.forEach((user, sequences) -> commands.add(Command.of("HSET", keys.users(user), fields(user, sequences))));
		byKey.forEach((key, coupon) -> commands.add(Command.of("HSET", keys.requests(key), key.withOwner(),
				Integer.toString(coupon.sequence(), Character.MAX_RADIX))));
		lives.forEach((sequence, life) -> commands
			.add(Command.of("HSET", keys.lives(sequence), Coupons.life(sequence), life.write())));
		commands.addAll(LogText.append(keys, entries));
		commands.addAll(usedUp(keys, before));
		return commands;
	}

	private List<String> fields(String user, List<Integer> added) {
		List<Integer> numbers = new ArrayList<>(facts.ofUser(user));
		numbers.addAll(added);
		return Objects.requireNonNull(facts.users.get(user)).fieldsAfter(numbers);
	}

	/** The commands that delete the lists of imported codes that are all issued. */
	private List<Command> usedUp(CampaignKeys keys, int before) {
		return state.campaign().codeSource() instanceof CodeSource.Imported
				? CampaignKeys.parts(before + 1, before + issued.size(), CampaignKeys.CHUNK)
					.stream()
					.filter(part -> part.last() % CampaignKeys.CHUNK == 0)
					.map(part -> Command.of("DEL", keys.stock(part.last())))
					.toList()
				: List.of();
	}

}
