package dev.coupon.store.valkey.move;

import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_CODES_DROPPED;
import static dev.coupon.domain.log.LogEntry.Type.COUPON_REDEEMED;
import static dev.coupon.domain.log.LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK;

import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Coupon.Voiding;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.domain.port.move.UnmovableException;
import dev.coupon.store.move.MoveRefusal;
import dev.coupon.store.move.RowKind;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CampaignKeys.Part;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.Life;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.layout.SettingsText;
import dev.coupon.store.valkey.move.row.CountsRow;
import dev.coupon.store.valkey.move.row.LogRow;
import dev.coupon.store.valkey.move.row.SettingsRow;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.Coupons;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A campaign that is given away, as of the moment at which its head was read, while
 * others go on changing it. Coupons and the log only grow, and the life of a coupon says
 * what happened to it and when, so later changes are left out.
 */
final class CampaignDeparture {

	/** The number of coupons whose users and keys are in memory at the same time. */
	private static final int HELD_AT_ONCE = 1 << 19;

	private static final int LIVES_AT_ONCE = 16 * CampaignKeys.LIVES;

	private final Server server;

	private final CampaignKeys keys;

	private final CampaignState state;

	private final Consumer<CampaignMoves.Row> rows;

	private CampaignDeparture(Server server, CampaignHead head, Consumer<CampaignMoves.Row> rows) {
		this.server = server;
		this.keys = head.keys();
		this.state = head.state();
		this.rows = rows;
	}

	/** Gives a campaign away; see the port. */
	static void run(Server server, String campaignId, Consumer<CampaignMoves.Row> rows) {
		Reply reply = server.read(List.of(CampaignHead.read(campaignId)));
		CampaignHead head = CampaignHead.of(campaignId, reply.texts(0), reply.now());
		if (head == null || head.deleted()) {
			throw MoveRefusal.notFound(campaignId);
		}
		new CampaignDeparture(server, head.undamaged(), rows).run(CampaignHead.settings(reply.texts(0)));
	}

	private void run(SettingsText settings) {
		rows.accept(SettingsRow.write(state, settings));
		rows.accept(CountsRow.write(state));
		aliases();
		for (int first = 1; first <= state.issued(); first += HELD_AT_ONCE) {
			coupons(first, Math.min(state.issued(), first + HELD_AT_ONCE - 1));
		}
		CampaignKeys.parts(state.issued() + 1, state.counts().stocked(), CampaignKeys.CHUNK).forEach(this::unissued);
		eachLife(this::redemptions);
		eachLife(this::voiding);
		log();
		refuseIfCutMeanwhile();
	}

	/** The second names of codes, under which rows are sorted by negative numbers. */
	private void aliases() {
		if (!(state.campaign().codeSource() instanceof CodeFormat format) || format.alias(format.template()) == null) {
			return;
		}
		for (Part part : CampaignKeys.parts(1, state.issued(), CampaignKeys.CHUNK).reversed()) {
			List<CouponText> texts = texts(part);
			for (int sequence = part.last(); sequence >= part.first(); sequence--) {
				CouponText coupon = texts.get(sequence - part.first());
				String alias = format.alias(coupon.code());
				if (alias != null) {
					rows.accept(RowKind.COUPON.row(-sequence, alias, null, null, null, null,
							coupon.issuedAt().toEpochMilli(), coupon.expiresAt().toEpochMilli()));
				}
			}
		}
	}

	private void coupons(int first, int last) {
		Holders holders = Holders.read(server, keys, first, last);
		for (Part part : CampaignKeys.parts(first, last, CampaignKeys.CHUNK)) {
			int sequence = part.first();
			for (CouponText coupon : texts(part)) {
				Holders.Key key = holders.request(sequence);
				rows.accept(RowKind.COUPON.row(sequence, coupon.code(), coupon.userId(),
						coupon.userId() == null ? null : holders.slot(sequence), key == null ? null : key.name(),
						key == null ? null : key.owner(), coupon.issuedAt().toEpochMilli(),
						coupon.expiresAt().toEpochMilli()));
				sequence++;
			}
		}
	}

	private List<CouponText> texts(Part part) {
		List<String> texts = Coupons.texts(server.read(Coupons.texts(keys, part.first(), part.last())));
		if (texts.size() != part.last() - part.first() + 1) {
			throw missing("coupon", part.first() + texts.size());
		}
		return texts.stream().map(CouponText::read).toList();
	}

	private RuntimeException missing(String kind, int number) {
		refuseIfCutMeanwhile();
		return new UnmovableException("The %s %d of campaign %s is missing: the report says more about it."
			.formatted(kind, number, keys.id()));
	}

	/** The imported codes of a part, some of which may be issued meanwhile. */
	private void unissued(Part part) {
		String first = Integer.toString(CampaignKeys.index(part.first()));
		String last = Integer.toString(CampaignKeys.index(part.last()));
		Reply reply = server.read(List.of(Command.of("LRANGE", keys.coupons(part.first()), first, last),
				Command.of("LRANGE", keys.stock(part.first()), first, last)));
		List<String> issued = reply.present(0);
		List<String> stock = reply.present(1);
		for (int sequence = part.first(); sequence <= part.last(); sequence++) {
			int place = sequence - part.first();
			if (place >= Math.max(issued.size(), stock.size())) {
				throw missing("code", sequence);
			}
			String code = place < issued.size() ? CouponText.read(issued.get(place)).code() : stock.get(place);
			rows.accept(RowKind.UNISSUED.row(sequence, code, 0, 0));
		}
	}

	private void eachLife(ObjIntConsumer<Life> action) {
		for (Part part : CampaignKeys.parts(1, state.issued(), LIVES_AT_ONCE)) {
			List<Command> commands = CampaignKeys.parts(part.first(), part.last(), CampaignKeys.LIVES)
				.stream()
				.map(few -> Command.of("HGETALL", keys.lives(few.first())))
				.toList();
			Reply reply = server.read(commands);
			Map<Integer, String> lives = new TreeMap<>();
			for (int i = 0; i < commands.size(); i++) {
				reply.fields(i).forEach((field, life) -> lives.put(Integer.valueOf(field, Character.MAX_RADIX), life));
			}
			lives.forEach((sequence, life) -> {
				if (sequence <= state.issued()) {
					action.accept(Life.read(life).until(state.counts().entries()), sequence);
				}
			});
		}
	}

	private void redemptions(Life life, int sequence) {
		Set<String> used = new HashSet<>();
		int number = 0;
		for (int i = 0; i < life.changes().size(); i++) {
			Life.Change change = life.changes().get(i);
			if (change.type() != COUPON_REDEEMED) {
				continue;
			}
			number++;
			String field = change.key();
			Holders.Key key = field == null ? null : Holders.Key.of(field, used.add(Holders.Key.text(field)));
			Instant rolledBackAt = rolledBackAt(life, i);
			rows.accept(RowKind.REDEMPTION.row(sequence, number, key == null ? null : key.name(),
					key == null ? null : key.owner(), change.text(), change.at().toEpochMilli(),
					rolledBackAt == null ? null : rolledBackAt.toEpochMilli(), change.by()));
		}
	}

	private static @Nullable Instant rolledBackAt(Life life, int redemption) {
		return life.changes()
			.stream()
			.skip(redemption + 1L)
			.filter(change -> change.type() == COUPON_REDEMPTION_ROLLED_BACK)
			.findFirst()
			.map(Life.Change::at)
			.orElse(null);
	}

	private void voiding(Life life, int sequence) {
		Voiding voiding = life.voiding();
		if (voiding != null) {
			rows.accept(RowKind.VOIDING.row(sequence, voiding.at().toEpochMilli(), voiding.reason()));
		}
	}

	private void log() {
		for (Part part : CampaignKeys.parts(1, state.counts().entries(), CampaignKeys.LOG_CHUNK)) {
			List<String> texts = server.read(List.of(LogText.range(keys, part))).present(0);
			if (texts.size() != part.last() - part.first() + 1) {
				throw missing("entry of the log", part.first() + texts.size());
			}
			texts.forEach(text -> rows.accept(LogRow.write(LogText.parse(text))));
		}
	}

	/** Refuses if something was taken away while it was read. */
	private void refuseIfCutMeanwhile() {
		Reply reply = server.read(List.of(CampaignHead.read(keys.id())));
		CampaignHead present = CampaignHead.of(keys.id(), reply.texts(0), reply.now());
		if (present == null || present.deleted() || !present.keys().equals(keys)) {
			throw MoveRefusal.notFound(keys.id());
		}
		if (state.counts().stocked() == 0) {
			return;
		}
		int last = present.state().counts().entries();
		for (Part part : CampaignKeys.parts(state.counts().entries() + 1, last, CampaignKeys.LOG_CHUNK)) {
			if (server.read(List.of(LogText.range(keys, part)))
				.present(0)
				.stream()
				.anyMatch(text -> LogText.parse(text).type().equals(CAMPAIGN_CODES_DROPPED.code()))) {
				throw new OverloadedException("Codes of campaign %s were dropped meanwhile".formatted(keys.id()));
			}
		}
	}

}
