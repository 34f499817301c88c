package dev.coupon.store.valkey.change.issue;

import dev.coupon.domain.CodeFormat;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.shared.CodePlace;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.server.Scripts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reserves codes for the next coupons of a campaign, each in the code's own slot, before
 * the coupons exist. A reserved code without a coupon leads nowhere. It is given free at
 * once if the coupon is not issued after all, and by a sweep if the service ends before.
 */
final class Reservation {

	private static final int LOOKS = 32;

	private final Tools tools;

	private final CampaignHead head;

	private final CodeFormat format;

	/** The values that were written, by their fields. */
	private final Map<Field, String> written = new HashMap<>();

	Reservation(Tools tools, CampaignHead head, CodeFormat format) {
		this.tools = tools;
		this.head = head;
		this.format = format;
	}

	/**
	 * Reserves codes for the next coupons.
	 * @param others commands to be sent at the same time
	 * @return the codes, fewer than wanted if there are no more
	 */
	List<String> reserve(int wanted, List<Command> others) {
		List<String> candidates = Stream.generate(() -> format.draw(tools.random())).limit(wanted).toList();
		@Nullable String[] codes = new String[wanted];
		take(IntStream.range(0, wanted).boxed().toList(), candidates, codes, others);
		for (int place = 0; place < wanted; place++) {
			for (int draws = 0; codes[place] == null && draws < CodeFormat.MAX_DRAWS; draws += LOOKS) {
				List<String> free = free();
				if (!free.isEmpty()) {
					take(List.of(place), List.of(free.getFirst()), codes, List.of());
				}
			}
			if (codes[place] == null) {
				return cut(codes, place);
			}
		}
		return Stream.of(codes).<String>map(Objects::requireNonNull).toList();
	}

	/** Draws codes, and returns those whose names are all free. */
	private List<String> free() {
		List<String> drawn = Stream.generate(() -> format.draw(tools.random())).limit(LOOKS).distinct().toList();
		List<Field> names = drawn.stream().flatMap(code -> fields(code).stream()).distinct().toList();
		List<@Nullable Object> places = tools.server().send(names.stream().map(CodePlace::find).toList());
		Set<Field> taken = new HashSet<>();
		for (int i = 0; i < names.size(); i++) {
			if (places.get(i) != null) {
				taken.add(names.get(i));
			}
		}
		return drawn.stream().filter(code -> fields(code).stream().noneMatch(taken::contains)).toList();
	}

	/** Takes candidates that nobody has, each under all its names. */
	private void take(List<Integer> places, List<String> candidates, @Nullable String[] codes, List<Command> others) {
		List<Command> commands = new ArrayList<>(others);
		List<Field> fields = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (int i = 0; i < places.size(); i++) {
			String value = value(places.get(i));
			for (Field field : fields(candidates.get(i))) {
				fields.add(field);
				values.add(value);
				commands.add(Command.of("HSETNX", field.key(), field.name(), value));
			}
		}
		List<@Nullable Object> answers = tools.server().send(commands);
		for (int i = 0; i < fields.size(); i++) {
			if (Long.valueOf(1).equals(answers.get(others.size() + i))) {
				written.put(fields.get(i), values.get(i));
			}
		}
		for (int i = 0; i < places.size(); i++) {
			if (has(places.get(i), candidates.get(i))) {
				codes[places.get(i)] = candidates.get(i);
			}
		}
	}

	/** Tells whether a code has all its names, and gives them free if it hasn't. */
	private boolean has(int place, String code) {
		String value = value(place);
		List<Field> own = fields(code).stream().filter(field -> value.equals(written.get(field))).toList();
		if (own.size() == fields(code).size()) {
			return true;
		}
		release(own);
		return false;
	}

	private List<Field> fields(String code) {
		return Stream.concat(Stream.of(code), Stream.ofNullable(format.alias(code))).map(CodePlace::field).toList();
	}

	private String value(int place) {
		return new CodePlace(head.keys().id(), head.state().issued() + 1 + place, head.state().now()).write();
	}

	/** Gives the codes free that come after one that is missing. */
	private List<String> cut(@Nullable String[] codes, int length) {
		for (int place = length; place < codes.length; place++) {
			String code = codes[place];
			if (code != null) {
				release(fields(code));
			}
		}
		return Stream.of(codes).limit(length).<String>map(Objects::requireNonNull).toList();
	}

	private void release(List<Field> fields) {
		if (fields.isEmpty()) {
			return;
		}
		tools.server()
			.send(fields.stream()
				.map(field -> Scripts.delete(field, Objects.requireNonNull(written.remove(field))))
				.toList());
	}

	/** Gives all codes free, because their coupons are not issued. */
	void release() {
		release(List.copyOf(written.keySet()));
	}

}
