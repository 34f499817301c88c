package dev.coupon.store.valkey.layout.shared;

import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import java.time.Instant;

/**
 * The place to which a code leads, as it is kept in the code's own slot. A code is that
 * of a coupon only if the coupon at this place has it, or has it as its second name.
 *
 * @param sequence the number of the coupon; of an imported code the one that it will have
 * @param since the time at which the code was reserved, to the millisecond, which tells
 * apart those who reserve a code one after the other
 */
public record CodePlace(String campaignId, int sequence, Instant since) {

	/** The field of an arrival that has the time since which its codes are reserved. */
	public static final String SINCE = "a";

	/** The field under which a code, or a second name, is kept. */
	public static Field field(String name) {
		return new Field(Shared.codes(name), name);
	}

	/** The command that reads a field. */
	public static Command find(Field field) {
		return Command.of("HGET", field.key(), field.name());
	}

	/** Tells whether this is the place of a coupon. */
	public boolean isOf(String id, int number) {
		return sequence == number && campaignId.equals(id);
	}

	public static CodePlace read(String text) {
		int first = text.indexOf(' ');
		int second = text.indexOf(' ', first + 1);
		return new CodePlace(text.substring(second + 1), Integer.parseInt(text, 0, first, Character.MAX_RADIX),
				Instant.ofEpochMilli(Long.parseLong(text, first + 1, second, Character.MAX_RADIX)));
	}

	public String write() {
		return Integer.toString(sequence, Character.MAX_RADIX) + " " + sinceText() + " " + campaignId;
	}

	/** The text of the time at which the code was reserved. */
	public String sinceText() {
		return Long.toString(since.toEpochMilli(), Character.MAX_RADIX);
	}

}
