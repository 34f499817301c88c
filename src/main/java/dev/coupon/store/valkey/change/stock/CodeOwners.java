package dev.coupon.store.valkey.change.stock;

import dev.coupon.domain.decision.stock.StockChange.Owner;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.shared.CodePlace;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import dev.coupon.store.valkey.server.Scripts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The owners of codes that are to be imported. A code that was reserved for the same
 * campaign, but is not in its stock, is left over from an import that broke off, or is
 * about to be imported by another instance. It is taken over after the version of the
 * campaign was changed, so that nobody else imports it.
 */
final class CodeOwners {

	private final Tools tools;

	private final CampaignHead head;

	private final List<String> codes;

	/** The values of codes that are left over. */
	private final Map<String, String> leftOver = new HashMap<>();

	private final Map<Field, String> written = new HashMap<>();

	/**
	 * @param codes the codes, each once
	 */
	CodeOwners(Tools tools, CampaignHead head, List<String> codes) {
		this.tools = tools;
		this.head = head;
		this.codes = codes;
	}

	/**
	 * Reads who has the codes; codes without an owner are absent. Returns null if the
	 * campaign has changed.
	 */
	@Nullable Map<String, Owner> read() {
		List<@Nullable String> values = new SharedFields(tools.server())
			.find(codes.stream().map(CodePlace::field).toList());
		Map<String, Owner> owners = new HashMap<>();
		Map<String, CodePlace> own = new LinkedHashMap<>();
		for (int i = 0; i < codes.size(); i++) {
			String value = values.get(i);
			if (value == null) {
				continue;
			}
			CodePlace place = CodePlace.read(value);
			if (place.campaignId().equals(head.keys().id())) {
				own.put(codes.get(i), place);
				leftOver.put(codes.get(i), value);
			}
			else {
				owners.put(codes.get(i), Owner.ANOTHER_CAMPAIGN);
			}
		}
		return own.isEmpty() || verify(own, owners) ? owners : null;
	}

	/**
	 * Adds the codes that are where their places say, and those of a campaign with the
	 * same id that is being taken in. Tells whether nothing has changed.
	 */
	private boolean verify(Map<String, CodePlace> own, Map<String, Owner> owners) {
		int issued = head.state().issued();
		Found found = tools.campaigns()
			.read(head.keys().id(),
					keys -> Stream
						.concat(Stream.of(Command.of("HGET", CampaignKeys.arrival(keys.id()), CodePlace.SINCE)),
								own.values().stream().map(place -> at(keys, place.sequence(), issued)))
						.toList());
		if (found == null || !found.head().version().equals(head.version())) {
			return false;
		}
		String arriving = found.data().text(0);
		int next = 1;
		for (Map.Entry<String, CodePlace> entry : own.entrySet()) {
			String text = found.data().text(next++);
			String code = text == null || entry.getValue().sequence() > issued ? text : CouponText.read(text).code();
			if (entry.getKey().equals(code)) {
				put(owners, entry.getKey(), Owner.SAME_CAMPAIGN);
			}
			else if (entry.getValue().sinceText().equals(arriving)) {
				put(owners, entry.getKey(), Owner.ANOTHER_CAMPAIGN);
			}
		}
		return true;
	}

	private void put(Map<String, Owner> owners, String code, Owner owner) {
		owners.put(code, owner);
		leftOver.remove(code);
	}

	/** The command that reads what is at a place. */
	private static Command at(CampaignKeys keys, int sequence, int issued) {
		return Command.of("LINDEX", sequence <= issued ? keys.coupons(sequence) : keys.stock(sequence),
				Integer.toString(CampaignKeys.index(sequence)));
	}

	/** Tells whether some of the codes are to be taken over. */
	boolean areLeftOver(List<String> accepted) {
		return accepted.stream().anyMatch(leftOver::containsKey);
	}

	/**
	 * Reserves accepted codes, and tells whether all of them were still free. A code is
	 * not taken over in the millisecond in which it was reserved, because both values
	 * would be the same, and whoever reserved it could then give it free.
	 * @param before how many codes the campaign has before
	 */
	boolean reserve(List<String> accepted, int before) {
		List<Command> commands = new ArrayList<>();
		List<Field> fields = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (String code : accepted) {
			Field field = CodePlace.field(code);
			String value = new CodePlace(head.keys().id(), before + values.size() + 1, head.state().now()).write();
			String old = leftOver.get(code);
			if (value.equals(old)) {
				return false;
			}
			fields.add(field);
			values.add(value);
			commands.add(old == null ? Command.of("HSETNX", field.key(), field.name(), value)
					: Scripts.swap(field, old, value));
		}
		List<@Nullable Object> answers = tools.server().send(commands);
		for (int i = 0; i < fields.size(); i++) {
			if (Long.valueOf(1).equals(answers.get(i))) {
				written.put(fields.get(i), values.get(i));
			}
		}
		return written.size() == accepted.size();
	}

	/** Gives the reserved codes free. */
	void release() {
		tools.server()
			.send(written.entrySet()
				.stream()
				.map(entry -> Scripts.delete(entry.getKey(), Objects.requireNonNull(entry.getValue())))
				.toList());
	}

}
