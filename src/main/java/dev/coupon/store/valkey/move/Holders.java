package dev.coupon.store.valkey.move;

import dev.coupon.store.move.RowKind;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.UserCoupons;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The places of a range of coupons among those of their users, and the idempotency keys
 * for which they were issued. They are kept by user and by key, so all are read to find
 * those of the range.
 */
final class Holders {

	private static final int BUCKETS_AT_ONCE = 256;

	private static final char DOT = '.';

	private final int first;

	private final int[] slots;

	private final @Nullable Key[] requests;

	/**
	 * An idempotency key of a coupon, as rows have it.
	 *
	 * @param name the hash of the key; with that of the owner if another owner has used
	 * the key before
	 * @param owner the hash of the owner; absent if the key belongs to every owner
	 */
	record Key(String name, @Nullable String owner) {

		/** The hash of the key in the name of a field. */
		static String text(String field) {
			int dot = field.indexOf(DOT);
			return dot < 0 ? field : field.substring(0, dot);
		}

		/**
		 * The key in a field.
		 * @param isFirst whether nobody has used the key before
		 */
		static Key of(String field, boolean isFirst) {
			int dot = field.indexOf(DOT);
			return new Key(isFirst ? text(field) : field, dot < 0 ? null : field.substring(dot + 1));
		}

	}

	private Holders(int first, int last) {
		this.first = first;
		this.slots = new int[last - first + 1];
		this.requests = new @Nullable Key[last - first + 1];
	}

	/** Reads them for the coupons from one number to another. */
	static Holders read(Server server, CampaignKeys keys, int first, int last) {
		Holders holders = new Holders(first, last);
		each(server, keys.buckets(), keys::users).forEach(holders::addUsers);
		each(server, keys.buckets(), keys::requests).forEach(holders::addRequests);
		return holders;
	}

	private static Iterable<Map<String, String>> each(Server server, int buckets, IntFunction<String> key) {
		return () -> IntStream.range(0, (buckets + BUCKETS_AT_ONCE - 1) / BUCKETS_AT_ONCE).boxed().flatMap(part -> {
			List<Command> commands = new ArrayList<>();
			for (int bucket = part * BUCKETS_AT_ONCE; bucket < Math.min(buckets,
					(part + 1) * BUCKETS_AT_ONCE); bucket++) {
				commands.add(Command.of("HGETALL", key.apply(bucket)));
			}
			Reply reply = server.read(commands);
			return IntStream.range(0, commands.size()).mapToObj(reply::fields);
		}).iterator();
	}

	private boolean has(int sequence) {
		return sequence >= first && sequence - first < slots.length;
	}

	private void addUsers(Map<String, String> fields) {
		fields.keySet().stream().filter(field -> !UserCoupons.isFurther(field)).forEach(user -> {
			UserCoupons coupons = UserCoupons.read(user, fields.get(user));
			List<Integer> numbers = new ArrayList<>(coupons.first());
			coupons.furtherFields().forEach(field -> numbers.addAll(UserCoupons.numbers(fields.get(field))));
			for (int i = 0; i < numbers.size(); i++) {
				if (has(numbers.get(i))) {
					slots[numbers.get(i) - first] = i + 1;
				}
			}
		});
	}

	private void addRequests(Map<String, String> fields) {
		Map<String, Integer> sequences = new HashMap<>();
		Map<String, Integer> firsts = new HashMap<>();
		fields.forEach((field, text) -> {
			int sequence = Integer.parseInt(text, Character.MAX_RADIX);
			sequences.put(field, sequence);
			firsts.merge(Key.text(field), sequence, Math::min);
		});
		sequences.forEach((field, sequence) -> {
			if (has(sequence)) {
				requests[sequence - first] = Key.of(field, sequence.equals(firsts.get(Key.text(field))));
			}
		});
	}

	/**
	 * The place of a coupon among those of its user.
	 * @throws dev.coupon.domain.port.move.UnmovableException if it isn't among them
	 */
	int slot(int sequence) {
		int slot = slots[sequence - first];
		if (slot == 0) {
			throw RowKind.COUPON.wrong("user_slot");
		}
		return slot;
	}

	/** The idempotency key for which a coupon was issued; null if there was none. */
	@Nullable Key request(int sequence) {
		return requests[sequence - first];
	}

}
