package dev.coupon.store.valkey.move.arrival;

import dev.coupon.store.valkey.change.erasure.UsersListedInVain;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.UserCoupons;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The users of a campaign that is taken in, who get it on the lists of campaigns for
 * their wallets. They can be taken off without those of another campaign with the same
 * id.
 */
final class ArrivingUsers {

	private static final int BUCKETS_AT_ONCE = 256;

	private final Arriving arriving;

	private final CampaignKeys keys;

	ArrivingUsers(Arriving arriving) {
		this.arriving = arriving;
		this.keys = arriving.keys();
	}

	/**
	 * Lists the campaign for its users. An entry that a sweep is just checking is
	 * written, too, because the sweep would take it away.
	 */
	void list() {
		each(wallet -> Scripts.claim(wallet, keys.shortUid(), UsersListedInVain.CHECKED));
	}

	/** Takes the campaign off the lists, because it doesn't come. */
	void unlist() {
		each(wallet -> Scripts.delete(wallet, keys.shortUid()));
	}

	private void each(Function<Field, Command> command) {
		for (int bucket = 0; bucket < keys.buckets(); bucket += BUCKETS_AT_ONCE) {
			Reply reply = arriving.tools()
				.server()
				.read(IntStream.range(bucket, Math.min(keys.buckets(), bucket + BUCKETS_AT_ONCE))
					.mapToObj(number -> Command.of("HKEYS", keys.users(number)))
					.toList());
			List<Command> commands = new ArrayList<>();
			for (int i = 0; i < reply.answers().size(); i++) {
				reply.present(i)
					.stream()
					.filter(field -> !UserCoupons.isFurther(field))
					.forEach(user -> commands.add(command.apply(keys.wallet(user))));
			}
			arriving.tools().server().send(commands);
		}
	}

}
