package dev.coupon.store.valkey.read;

import dev.coupon.domain.Coupon;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.Life;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The commands that read coupons of a campaign, and the coupons from their answers. */
public final class Coupons {

	private Coupons() {
	}

	/** The commands that read coupons by their numbers, with what became of them. */
	public static List<Command> read(CampaignKeys keys, List<Integer> sequences) {
		List<Command> commands = new ArrayList<>(2 * sequences.size());
		for (int sequence : sequences) {
			commands.add(Command.of("LINDEX", keys.coupons(sequence), Integer.toString(CampaignKeys.index(sequence))));
			commands.add(Command.of("HGET", keys.lives(sequence), life(sequence)));
		}
		return commands;
	}

	/** The field of a coupon's life. */
	public static String life(int sequence) {
		return Integer.toString(sequence, Character.MAX_RADIX);
	}

	/** A coupon from the answers to two commands; null if there is none. */
	public static @Nullable Coupon coupon(CampaignHead head, int sequence, @Nullable String text,
			@Nullable String life) {
		return text == null ? null : CouponText.read(text).coupon(head, sequence, Life.read(life));
	}

	/**
	 * The coupons from the answers to {@link #read}; those that don't exist are left out.
	 */
	public static List<Coupon> all(CampaignHead head, List<Integer> sequences, Reply reply) {
		List<Coupon> coupons = new ArrayList<>();
		for (int i = 0; i < sequences.size(); i++) {
			Coupon coupon = coupon(head, sequences.get(i), reply.text(2 * i), reply.text(2 * i + 1));
			if (coupon != null) {
				coupons.add(coupon);
			}
		}
		return coupons;
	}

	/** The commands that read the texts of a range of coupons, in order. */
	public static List<Command> texts(CampaignKeys keys, int first, int last) {
		return CampaignKeys.parts(first, last, CampaignKeys.CHUNK)
			.stream()
			.map(part -> Command.of("LRANGE", keys.coupons(part.first()),
					Integer.toString(CampaignKeys.index(part.first())),
					Integer.toString(CampaignKeys.index(part.last()))))
			.toList();
	}

	/** The texts from the answers to all commands. */
	public static List<String> texts(Reply reply) {
		return IntStream.range(0, reply.answers().size())
			.boxed()
			.flatMap(command -> reply.present(command).stream())
			.toList();
	}

	/** The command that leaves so many texts in a list. */
	public static Command cut(String key, int left) {
		return left == 0 ? Command.of("DEL", key) : Command.of("LTRIM", key, "0", Integer.toString(left - 1));
	}

	/** The numbers from one to another, which are none if that is lower. */
	public static List<Integer> numbers(int first, int last) {
		return IntStream.rangeClosed(first, last).boxed().toList();
	}

}
