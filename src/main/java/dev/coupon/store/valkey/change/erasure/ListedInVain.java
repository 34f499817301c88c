package dev.coupon.store.valkey.change.erasure;

import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Scripts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The campaigns that are listed, but are not there, because their creation or the end of
 * their erasure broke off. They are noted when they are met, and taken off the list if
 * they are still not there some time later.
 */
public final class ListedInVain {

	/** The hash that has the uids of such campaigns, and when they were met, by ids. */
	private static final String NOTES = Shared.index("v");

	private final Tools tools;

	private final Consumer<String> forget;

	/**
	 * @param forget forgets what else is kept under the uid of a campaign
	 */
	public ListedInVain(Tools tools, Consumer<String> forget) {
		this.tools = tools;
		this.forget = forget;
	}

	/** Notes a campaign that is listed, but was not there a moment ago. */
	public void note(String campaignId) {
		String uid = tools.index().uid(campaignId);
		if (uid != null) {
			Instant now = tools.server().read(List.of(Command.of("EXISTS", NOTES))).now();
			tools.server().send(List.of(Command.of("HSETNX", NOTES, campaignId, uid + " " + now.toEpochMilli())));
		}
	}

	/** Takes those off the list that were noted some time ago. */
	public void sweep(Duration age) {
		Reply reply = tools.server().read(List.of(Command.of("HGETALL", NOTES)));
		reply.fields(0).forEach((id, noted) -> sweep(id, noted, reply.now().minus(age)));
	}

	private void sweep(String id, String noted, Instant before) {
		int blank = noted.indexOf(' ');
		String uid = noted.substring(0, blank);
		boolean inVain = uid.equals(tools.index().uid(id)) && !isThere(id);
		if (inVain && !Instant.ofEpochMilli(Long.parseLong(noted.substring(blank + 1))).isBefore(before)) {
			return;
		}
		if (inVain) {
			forget.accept(uid);
			tools.index().remove(id, uid);
		}
		tools.server().send(List.of(Scripts.delete(new Field(NOTES, id), noted)));
	}

	/**
	 * Tells whether a campaign is there, or is being taken in. That it isn't must outlast
	 * its node, because nobody would find it any more if it came back.
	 */
	private boolean isThere(String id) {
		Reply reply = tools.server()
			.readConfirmed(List.of(List.of(Command.of("EXISTS", CampaignKeys.head(id)),
					Command.of("EXISTS", CampaignKeys.arrival(id)))))
			.getFirst();
		return reply.number(0) + reply.number(1) > 0;
	}

}
