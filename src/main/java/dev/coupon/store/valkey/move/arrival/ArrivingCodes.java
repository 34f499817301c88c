package dev.coupon.store.valkey.move.arrival;

import dev.coupon.domain.CodeSource;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.move.UnmovableException;
import dev.coupon.store.move.MoveRefusal;
import dev.coupon.store.valkey.change.stock.SharedFields;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.shared.CodePlace;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.server.Scripts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The codes of a campaign that is being taken in, each in its own slot. A code that is
 * left over from an import that broke off is taken over.
 */
final class ArrivingCodes {

	private static final int ATTEMPTS = 10;

	private final Arriving arriving;

	ArrivingCodes(Arriving arriving) {
		this.arriving = arriving;
	}

	/** Reserves the codes of coupons, under all their names, from one number on. */
	void reserve(int first, List<String> codes) {
		CodeSource source = arriving.state().campaign().codeSource();
		Map<Field, String> wanted = new LinkedHashMap<>();
		for (int i = 0; i < codes.size(); i++) {
			String value = arriving.place(first + i);
			Arriving.names(codes.get(i), source).forEach(name -> {
				if (wanted.put(CodePlace.field(name), value) != null) {
					throw twice(name);
				}
			});
		}
		arriving.inFlight.clear();
		arriving.inFlight.putAll(wanted);
		Map<Field, String> left = attempt(wanted, wanted.keySet().stream().map(field -> set(field, wanted)).toList());
		for (int attempt = 0; !left.isEmpty() && attempt < ATTEMPTS; attempt++) {
			left = attempt(left, compare(left));
		}
		if (!left.isEmpty()) {
			throw new OverloadedException("Codes of campaign %s keep changing".formatted(arriving.keys().id()));
		}
	}

	private static Command set(Field field, Map<Field, String> wanted) {
		return Command.of("HSETNX", field.key(), field.name(), String.valueOf(wanted.get(field)));
	}

	/** Sends a command for each code; returns those for which it had no effect. */
	private Map<Field, String> attempt(Map<Field, String> wanted, List<Command> commands) {
		List<@Nullable Object> answers = arriving.tools().server().send(commands);
		Map<Field, String> left = new LinkedHashMap<>();
		int next = 0;
		for (Map.Entry<Field, String> code : wanted.entrySet()) {
			if (!Long.valueOf(1).equals(answers.get(next++))) {
				left.put(code.getKey(), code.getValue());
			}
		}
		return left;
	}

	/** The commands that reserve codes that were not free. */
	private List<Command> compare(Map<Field, String> wanted) {
		List<Field> fields = List.copyOf(wanted.keySet());
		List<@Nullable String> values = new SharedFields(arriving.tools().server()).find(fields);
		List<Command> commands = new ArrayList<>();
		for (int i = 0; i < fields.size(); i++) {
			Field field = fields.get(i);
			String value = values.get(i);
			String own = String.valueOf(wanted.get(field));
			if (value != null) {
				refuseUnlessLeftOver(field.name(), value, own);
			}
			commands.add(value == null ? set(field, wanted) : Scripts.swap(field, value, own));
		}
		refuseIfPresent();
		return commands;
	}

	/**
	 * Refuses if a campaign with the same id was created meanwhile, whose codes these may
	 * be, because it reserves codes only after it is there.
	 */
	private void refuseIfPresent() {
		String id = arriving.keys().id();
		if (arriving.tools().server().read(List.of(Command.of("EXISTS", CampaignKeys.head(id)))).number(0) > 0) {
			throw MoveRefusal.another(id);
		}
	}

	private void refuseUnlessLeftOver(String name, String value, String own) {
		CodePlace place = CodePlace.read(value);
		if (!place.campaignId().equals(arriving.keys().id())) {
			throw MoveRefusal.taken(name);
		}
		if (place.since().equals(arriving.since()) && !value.equals(own)) {
			throw twice(name);
		}
		if (place.since().isAfter(arriving.since())) {
			throw new OverloadedException("Codes of campaign %s are reserved".formatted(arriving.keys().id()));
		}
	}

	private static UnmovableException twice(String name) {
		return new UnmovableException("The code %s is there twice: the file is not as it was written.".formatted(name));
	}

}
