package dev.coupon.store.valkey.feed;

import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.store.valkey.evidence.Shelf;
import dev.coupon.store.valkey.evidence.Shelf.Item;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.server.Server;
import java.util.List;

/**
 * One write that extends the feed and the audit by events of campaigns. It takes so many
 * that neither the service nor the server has much to do at once. The rest is for the
 * next one.
 */
final class Extension {

	/** The number of commands after which a write takes no more entries. */
	private static final int MANY_COMMANDS = 3_000;

	/** The number of entries after which no more are read for a write. */
	private static final int MANY_ENTRIES = 100 * CampaignKeys.LOG_CHUNK;

	private final Server server;

	private final Shelf audit;

	private final FeedState feed;

	/** The number of entries that were read. */
	private int read;

	/**
	 * @param uids the campaigns whose events may be appended
	 */
	Extension(Server server, Shelf audit, List<String> uids) {
		this.server = server;
		this.audit = audit;
		this.feed = FeedState.readConfirmed(server, uids);
	}

	private static Reach end(CampaignHead head) {
		return new Reach(head.state().issued(), head.state().counts().entries());
	}

	/** Tells whether a campaign has events that are not in the feed. */
	boolean lacks(CampaignHead head) {
		Reach from = feed.end(head.keys().uid());
		return end(head).coupons() > from.coupons() || end(head).entries() > from.entries();
	}

	/**
	 * Appends the events of a campaign that are not in the feed, or the first of them.
	 * Tells whether these were all.
	 */
	boolean append(CampaignHead head) {
		if (!lacks(head)) {
			return true;
		}
		Reach from = feed.end(head.keys().uid());
		Reach to = from;
		for (CampaignKeys.Part part : CampaignKeys.parts(from.entries() + 1, end(head).entries(),
				CampaignKeys.LOG_CHUNK)) {
			if (read >= MANY_ENTRIES || feed.size() >= MANY_COMMANDS) {
				append(head, from, to);
				return false;
			}
			to = audit(head.keys(), part, to);
		}
		append(head, from, end(head));
		return true;
	}

	private void append(CampaignHead head, Reach from, Reach to) {
		if (!to.equals(from)) {
			feed.append(head.keys().id(), head.keys().uid(), to);
		}
	}

	/**
	 * Adds entries to the audit, if they belong there, and returns the place behind them.
	 */
	private Reach audit(CampaignKeys keys, CampaignKeys.Part part, Reach before) {
		int coupons = before.coupons();
		for (String text : server.read(List.of(LogText.range(keys, part))).present(0)) {
			LogEntry entry = LogText.read(keys.id(), keys.uid(), text);
			coupons = Math.max(coupons, entry.afterCoupon());
			if (entry.type().isAudited()) {
				feed.add(audit.add(new Item(feed.nextAudited(), keys.id(), keys.uid() + " " + LogText.write(entry))));
			}
		}
		read += part.last() - part.first() + 1;
		return new Reach(coupons, part.last());
	}

	/** Writes all, and tells whether the feed has not changed since its end was read. */
	boolean write() {
		return feed.write(server);
	}

}
