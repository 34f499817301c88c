package dev.coupon.store.valkey.change.stock;

import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.shared.CodePlace;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Scripts;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.server.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields of hashes that belong to no campaign: the names of codes, and the campaigns of
 * users. Each hash is in a slot of its own.
 */
public final class SharedFields {

	private final Server server;

	public SharedFields(Server server) {
		this.server = server;
	}

	/** The values of fields, in their order; null where there is none. */
	public List<@Nullable String> find(List<Field> fields) {
		List<@Nullable String> values = new ArrayList<>();
		server.sendUnconfirmed(fields.stream().map(CodePlace::find).toList())
			.forEach(value -> values.add((String) value));
		return values;
	}

	/** The fields that are there, with their values. */
	public Map<Field, String> present(List<Field> fields) {
		List<@Nullable String> values = find(fields);
		Map<Field, String> present = new LinkedHashMap<>();
		for (int i = 0; i < fields.size(); i++) {
			String value = values.get(i);
			if (value != null) {
				present.put(fields.get(i), value);
			}
		}
		return present;
	}

	/**
	 * The names of codes that lead to coupons of a campaign, with what is kept under
	 * them. Names that lead elsewhere, or to another campaign with its id that is being
	 * taken in, are left out. Returns null if the campaign has changed.
	 * @param names the names, with the numbers of the coupons to which they should lead
	 */
	public @Nullable Map<Field, String> leadingTo(CampaignHead head, Map<String, Integer> names) {
		Map<Field, String> leading = present(names.keySet().stream().map(CodePlace::field).toList());
		// The version is read after the names, so that none of them can lead to a later
		// campaign with the same id.
		String id = head.keys().id();
		Reply present = server.read(List.of(Command.of("HGET", head.versioned().head(), Write.FIELD),
				Command.of("HGET", CampaignKeys.arrival(id), CodePlace.SINCE)));
		if (!head.version().equals(present.text(0))) {
			return null;
		}
		leading.entrySet()
			.removeIf(name -> !isOf(CodePlace.read(name.getValue()), id, names.get(name.getKey().name()),
					present.text(1)));
		return leading;
	}

	private static boolean isOf(CodePlace place, String id, @Nullable Integer sequence, @Nullable String arriving) {
		return sequence != null && place.isOf(id, sequence) && !place.sinceText().equals(arriving);
	}

	/** Deletes fields that still have their values. */
	public void delete(Map<Field, String> values) {
		server.send(values.entrySet().stream().map(field -> Scripts.delete(field.getKey(), field.getValue())).toList());
	}

}
