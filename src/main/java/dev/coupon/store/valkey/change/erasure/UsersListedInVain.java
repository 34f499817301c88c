package dev.coupon.store.valkey.change.erasure;

import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Scripts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The users who are listed for a campaign, but have no coupon of it, because the coupon
 * was refused in the end, or its issue broke off. A sweep takes them off, a part of them
 * at a time, so that no id of a user stays for ever.
 */
public final class UsersListedInVain {

	/**
	 * The beginning of the value of an entry while it is checked. Whoever needs the entry
	 * writes another value.
	 */
	public static final String CHECKED = "?";

	private static final int AT_ONCE = 500;

	private final Tools tools;

	public UsersListedInVain(Tools tools) {
		this.tools = tools;
	}

	/** An entry of a wallet, and its value. */
	private record Listed(Field field, String value) {

		private int tab() {
			return field.name().lastIndexOf('\t');
		}

		private String campaignId() {
			return field.name().substring(tab() + 1);
		}

		private Command isUser(CampaignKeys keys) {
			String userId = field.name().substring(0, tab());
			return Command.of("HEXISTS", keys.users(userId), userId);
		}

	}

	/** Looks at buckets of wallets, and returns how many entries were taken away. */
	public int sweep(IntStream buckets) {
		List<Listed> suspects = suspects(listed(buckets.mapToObj(Shared::wallets).toList()));
		return (int) suspects.stream().filter(this::isTakenAway).count();
	}

	private List<Listed> listed(List<String> wallets) {
		List<Reply> replies = readAll(wallets.stream().map(wallet -> Command.of("HGETALL", wallet)).toList());
		List<Listed> listed = new ArrayList<>();
		for (int i = 0; i < wallets.size(); i++) {
			String wallet = wallets.get(i);
			replies.get(i).fields(0).forEach((name, value) -> listed.add(new Listed(new Field(wallet, name), value)));
		}
		return listed;
	}

	/** The entries that lead to no coupon at present. */
	private List<Listed> suspects(List<Listed> listed) {
		Map<String, @Nullable CampaignHead> heads = heads(listed.stream().map(Listed::campaignId).distinct().toList());
		List<Listed> suspects = new ArrayList<>();
		List<Listed> present = new ArrayList<>();
		List<Command> commands = new ArrayList<>();
		for (Listed entry : listed) {
			CampaignHead head = heads.get(entry.campaignId());
			if (head == null) {
				suspects.add(entry);
			}
			else {
				present.add(entry);
				commands.add(entry.isUser(head.keys()));
			}
		}
		List<Reply> replies = readAll(commands);
		IntStream.range(0, present.size())
			.filter(i -> replies.get(i).number(0) == 0)
			.mapToObj(present::get)
			.forEach(suspects::add);
		return suspects;
	}

	/** Reads in parts, so that others don't wait long. */
	private List<Reply> readAll(List<Command> commands) {
		return parts(commands).flatMap(part -> tools.server().readAll(part.stream().map(List::of).toList()).stream())
			.toList();
	}

	private Map<String, @Nullable CampaignHead> heads(List<String> ids) {
		Map<String, @Nullable CampaignHead> byId = new HashMap<>();
		parts(ids).forEach(part -> {
			List<@Nullable CampaignHead> heads = tools.campaigns().heads(part);
			for (int i = 0; i < part.size(); i++) {
				byId.put(part.get(i), heads.get(i));
			}
		});
		return byId;
	}

	private static <T> Stream<List<T>> parts(List<T> all) {
		return Stream.iterate(0, from -> from < all.size(), from -> from + AT_ONCE)
			.map(from -> all.subList(from, Math.min(all.size(), from + AT_ONCE)));
	}

	/**
	 * Takes an entry away if it leads to no coupon. It gets a value of its own while this
	 * is checked, so that it stays if somebody needs it and writes it meanwhile.
	 */
	private boolean isTakenAway(Listed entry) {
		String mark = CHECKED + tools.server().newVersion();
		if (!isDone(Scripts.swap(entry.field, entry.value, mark))) {
			return false;
		}
		if (!isNeeded(entry)) {
			return isDone(Scripts.delete(entry.field, mark));
		}
		// The mark of another check must not come back, because that may still go on.
		if (!entry.value.startsWith(CHECKED)) {
			tools.server().send(List.of(Scripts.swap(entry.field, mark, entry.value)));
		}
		return false;
	}

	private boolean isDone(Command command) {
		return Long.valueOf(1).equals(tools.server().send(List.of(command)).getFirst());
	}

	/**
	 * Tells whether an entry is needed. If it isn't, the version of its campaign is
	 * changed, so that nobody issues a coupon who has relied on the entry.
	 */
	private boolean isNeeded(Listed entry) {
		Found found = tools.campaigns().read(entry.campaignId(), keys -> List.of(entry.isUser(keys)));
		if (found != null) {
			return found.data().number(0) > 0 || tools.overtake(found.head()) == null;
		}
		Reply reply = tools.server()
			.readConfirmed(List.of(List.of(Command.of("EXISTS", CampaignKeys.head(entry.campaignId())),
					Command.of("EXISTS", CampaignKeys.arrival(entry.campaignId())))))
			.getFirst();
		return reply.number(0) + reply.number(1) > 0;
	}

}
