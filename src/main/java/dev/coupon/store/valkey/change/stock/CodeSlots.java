package dev.coupon.store.valkey.change.stock;

import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.shared.CodePlace;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.server.Scripts;
import dev.coupon.store.valkey.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codes of all campaigns, each in its own slot. */
public final class CodeSlots {

	private final Server server;

	public CodeSlots(Server server) {
		this.server = server;
	}

	/** The values of fields, in their order; null where there is none. */
	public List<@Nullable String> find(List<Field> fields) {
		List<@Nullable String> values = new ArrayList<>();
		server.send(fields.stream().map(CodePlace::find).toList()).forEach(value -> values.add((String) value));
		return values;
	}

	/**
	 * Gives names of codes free that lead to a campaign, unless they lead elsewhere now,
	 * or to another campaign with its id that is being taken in.
	 * @param names the names, with the numbers of the coupons to which they lead
	 */
	public void free(String campaignId, Map<String, Integer> names) {
		List<String> order = List.copyOf(names.keySet());
		List<@Nullable String> values = find(order.stream().map(CodePlace::field).toList());
		String arriving = server.read(List.of(Command.of("HGET", CampaignKeys.arrival(campaignId), CodePlace.SINCE)))
			.text(0);
		List<Command> commands = new ArrayList<>();
		for (int i = 0; i < order.size(); i++) {
			String value = values.get(i);
			Integer sequence = names.get(order.get(i));
			if (value == null || sequence == null) {
				continue;
			}
			CodePlace place = CodePlace.read(value);
			if (place.isOf(campaignId, sequence) && !place.sinceText().equals(arriving)) {
				commands.add(Scripts.delete(CodePlace.field(order.get(i)), value));
			}
		}
		server.send(commands);
	}

}
