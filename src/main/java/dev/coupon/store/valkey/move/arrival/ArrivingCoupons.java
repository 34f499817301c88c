package dev.coupon.store.valkey.move.arrival;

import dev.coupon.domain.CodeSource;
import dev.coupon.store.key.KeyHash;
import dev.coupon.store.move.MoveRefusal;
import dev.coupon.store.move.MovedRow;
import dev.coupon.store.move.RowKind;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.UserCoupons;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The coupons, and the codes that are not issued, of a campaign that is taken in. */
final class ArrivingCoupons {

	private final Arriving arriving;

	private final CampaignKeys keys;

	private final ArrivingCodes codes;

	private int issued;

	private int stocked;

	/**
	 * The codes of the last coupons. They are still in the list of imported codes,
	 * because the codes that are not issued begin behind them.
	 */
	private final List<String> tail = new ArrayList<>();

	ArrivingCoupons(Arriving arriving) {
		this.arriving = arriving;
		this.keys = arriving.keys();
		this.codes = new ArrivingCodes(arriving);
	}

	/** Takes coupons in. The second names of codes are known from the codes. */
	void coupons(List<MovedRow> rows) {
		List<MovedRow> coupons = rows.stream().filter(row -> row.number("sequence") > 0).toList();
		if (coupons.isEmpty()) {
			return;
		}
		int first = issued + 1;
		List<CouponText> texts = new ArrayList<>();
		for (MovedRow row : coupons) {
			issued = next(row, issued, arriving.state().issued());
			CouponText text = new CouponText(row.text("code"), Instant.ofEpochMilli(row.number("issued_at")),
					Instant.ofEpochMilli(row.number("expires_at")), row.optionalText("user_id"));
			texts.add(text);
			keepTail(text.code());
		}
		codes.reserve(first, texts.stream().map(CouponText::code).toList());
		List<Command> commands = requests(coupons, first);
		commands.addAll(users(coupons, first));
		CampaignKeys.parts(first, issued, CampaignKeys.CHUNK)
			.forEach(part -> commands.add(Command.of("RPUSH", keys.coupons(part.first()),
					texts.subList(part.first() - first, part.last() - first + 1)
						.stream()
						.map(CouponText::write)
						.toList())));
		arriving.write(commands);
	}

	/** The commands that write the idempotency keys of coupons. */
	private List<Command> requests(List<MovedRow> rows, int first) {
		List<Command> commands = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			String key = ArrivingLives.key(rows.get(i));
			if (key != null) {
				commands.add(Command.of("HSET", keys.requests(new KeyHash(ArrivingLives.text(key), "")), key,
						Integer.toString(first + i, Character.MAX_RADIX)));
			}
		}
		return commands;
	}

	private static int next(MovedRow row, int before, int last) {
		if (row.number("sequence") != before + 1L || before == last) {
			throw row.kind().wrong("sequence");
		}
		return before + 1;
	}

	private void keepTail(String code) {
		int last = arriving.state().issued();
		if (arriving.state().campaign().codeSource() instanceof CodeSource.Imported
				&& issued > last - last % CampaignKeys.CHUNK) {
			tail.add(code);
		}
	}

	/** The commands that add coupons to those of their users. */
	private List<Command> users(List<MovedRow> rows, int first) {
		Map<String, List<Integer>> added = new LinkedHashMap<>();
		for (int i = 0; i < rows.size(); i++) {
			String user = rows.get(i).optionalText("user_id");
			if (user != null) {
				added.computeIfAbsent(user, id -> new ArrayList<>()).add(first + i);
			}
		}
		if (added.isEmpty()) {
			return List.of();
		}
		Map<UserCoupons, List<Integer>> before = before(List.copyOf(added.keySet()));
		List<Command> commands = new ArrayList<>();
		before.forEach((user, numbers) -> {
			for (int sequence : added.getOrDefault(user.userId(), List.of())) {
				numbers.add(sequence);
				if (rows.get(sequence - first).count("user_slot") != numbers.size()) {
					throw RowKind.COUPON.wrong("user_slot");
				}
			}
			commands.add(Command.of("HSET", keys.users(user.userId()), user.fieldsAfter(numbers)));
		});
		return commands;
	}

	/** The coupons that users have so far. */
	private Map<UserCoupons, List<Integer>> before(List<String> users) {
		Reply reply = arriving.tools()
			.server()
			.read(users.stream().map(user -> Command.of("HGET", keys.users(user), user)).toList());
		Map<UserCoupons, List<Integer>> before = new LinkedHashMap<>();
		for (int i = 0; i < users.size(); i++) {
			UserCoupons user = UserCoupons.read(users.get(i), reply.text(i));
			before.put(user, new ArrayList<>(user.first()));
		}
		List<UserCoupons> many = before.keySet().stream().filter(user -> !user.furtherFields().isEmpty()).toList();
		if (!many.isEmpty()) {
			Reply further = arriving.tools()
				.server()
				.read(many.stream()
					.map(user -> Command.of("HMGET", keys.users(user.userId()), user.furtherFields()))
					.toList());
			for (int i = 0; i < many.size(); i++) {
				List<Integer> numbers = before.getOrDefault(many.get(i), new ArrayList<>());
				further.texts(i).forEach(text -> numbers.addAll(UserCoupons.numbers(text)));
			}
		}
		return before;
	}

	/** Takes codes in that are not issued. */
	void unissued(List<MovedRow> rows) {
		finishCoupons();
		int first = stocked + 1;
		List<String> some = new ArrayList<>();
		for (MovedRow row : rows) {
			stocked = next(row, stocked, arriving.state().counts().stocked());
			some.add(row.text("code"));
		}
		codes.reserve(first, some);
		arriving.write(push(first, some));
	}

	private List<Command> push(int first, List<String> some) {
		return CampaignKeys.parts(first, first + some.size() - 1, CampaignKeys.CHUNK)
			.stream()
			.map(part -> Command.of("RPUSH", keys.stock(part.first()),
					some.subList(part.first() - first, part.last() - first + 1)))
			.toList();
	}

	/** Writes what follows from all coupons, once. */
	private void finishCoupons() {
		if (issued != arriving.state().issued()) {
			throw MoveRefusal.noCampaign();
		}
		stocked = Math.max(stocked, issued);
		if (!tail.isEmpty()) {
			arriving.write(push(issued - tail.size() + 1, tail));
			tail.clear();
		}
	}

	/** Refuses a campaign whose rows don't fit together. */
	void refuseUnlessComplete() {
		finishCoupons();
		if (arriving.state().counts().stocked() > 0 && stocked != arriving.state().counts().stocked()) {
			throw MoveRefusal.noCampaign();
		}
	}

}
