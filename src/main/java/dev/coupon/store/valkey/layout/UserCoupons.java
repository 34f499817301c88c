package dev.coupon.store.valkey.layout;

import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the coupons that a user has of a campaign, in the order of issue. The
 * first ones are in the user's field. If there are more, that field also says how many
 * there are in all, and the others are in fields of their own, a part in each.
 */
public final class UserCoupons {

	/** The largest number of coupons in a field. */
	static final int PART = 64;

	/**
	 * The number of fields that a command reads. A script passes no more than about 8,000
	 * arguments to a command.
	 */
	private static final int FIELDS_AT_ONCE = 1_000;

	private static final char SEPARATOR = '\u0001';

	private final String userId;

	private final List<Integer> first;

	private final int count;

	private UserCoupons(String userId, List<Integer> first, int count) {
		this.userId = userId;
		this.first = first;
		this.count = count;
	}

	/** The coupons from the user's field; null stands for no coupons. */
	public static UserCoupons read(String userId, @Nullable String text) {
		if (text == null) {
			return new UserCoupons(userId, List.of(), 0);
		}
		int colon = text.indexOf(':');
		List<Integer> first = numbers(text.substring(colon + 1));
		return new UserCoupons(userId, first,
				colon < 0 ? first.size() : Integer.parseInt(text.substring(0, colon), Character.MAX_RADIX));
	}

	/** The numbers in one of the further fields; null stands for none. */
	public static List<Integer> numbers(@Nullable String text) {
		return text == null ? List.of()
				: Arrays.stream(text.split(",")).map(number -> Integer.valueOf(number, Character.MAX_RADIX)).toList();
	}

	private static String text(List<Integer> numbers) {
		return numbers.stream()
			.map(number -> Integer.toString(number, Character.MAX_RADIX))
			.collect(Collectors.joining(","));
	}

	/** The id of the user. */
	public String userId() {
		return userId;
	}

	/** The number of coupons. */
	public int count() {
		return count;
	}

	/** The first numbers, which are all unless there are further fields. */
	public List<Integer> first() {
		return first;
	}

	/** The names of the further fields, in order. */
	public List<String> furtherFields() {
		return IntStream.range(1, (count + PART - 1) / PART).mapToObj(part -> userId + SEPARATOR + part).toList();
	}

	/** The commands that read the further fields, in order. */
	public List<Command> further(CampaignKeys keys) {
		List<String> fields = furtherFields();
		return CampaignKeys.parts(1, fields.size(), FIELDS_AT_ONCE)
			.stream()
			.map(part -> Command.of("HMGET", keys.users(userId), fields.subList(part.first() - 1, part.last())))
			.toList();
	}

	/**
	 * All numbers, those of the further fields included.
	 * @param further the answers to {@link #further}; none if these were not read
	 */
	public List<Integer> all(@Nullable Reply further) {
		List<Integer> all = new ArrayList<>(first);
		for (int i = 0; further != null && i < further.answers().size(); i++) {
			further.texts(i).forEach(text -> all.addAll(numbers(text)));
		}
		return all;
	}

	/** Tells whether a field is not the first one of a user. */
	public static boolean isFurther(String field) {
		return field.indexOf(SEPARATOR) >= 0;
	}

	/**
	 * The fields and values to set after further coupons were issued.
	 * @param all the numbers of all coupons, the new ones included
	 */
	public List<String> fieldsAfter(List<Integer> all) {
		List<String> fields = new ArrayList<>();
		String head = text(all.subList(0, Math.min(PART, all.size())));
		fields.add(userId);
		fields.add(all.size() <= PART ? head : Integer.toString(all.size(), Character.MAX_RADIX) + ":" + head);
		for (int part = Math.max(1, count / PART); part * PART < all.size(); part++) {
			fields.add(userId + SEPARATOR + part);
			fields.add(text(all.subList(part * PART, Math.min(all.size(), (part + 1) * PART))));
		}
		return fields;
	}

}
