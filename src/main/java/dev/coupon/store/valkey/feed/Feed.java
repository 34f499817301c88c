package dev.coupon.store.valkey.feed;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.evidence.Shelf;
import dev.coupon.store.valkey.evidence.Shelf.Item;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.server.Scripts;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.server.Write;
import dev.coupon.store.valkey.server.Write.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The feed, and the audit, in one slot. Before a campaign changes, it is marked. Whoever
 * extends the feed looks at the campaigns that are marked, and appends a run of the
 * events that the feed doesn't have, as far as replicas have them, if that is promised. A
 * mark is removed when the change for which it was made is seen.
 */
public final class Feed {

	private static final int ATTEMPTS = 100;

	private static final int AT_ONCE = 500;

	/** The number of looks in vain after which a mark counts as made in vain. */
	private static final int MET_IN_VAIN = 100;

	private final Server server;

	private final CampaignReader campaigns;

	private final Shelf audit;

	/** The marks whose changes were not seen yet, and how often they were met. */
	private final Map<String, Stale> stale = new ConcurrentHashMap<>();

	/** A mark whose change was not done when it was looked for. */
	private record Stale(String mark, int met) {
	}

	public Feed(Server server, CampaignReader campaigns) {
		this.server = server;
		this.campaigns = campaigns;
		this.audit = new Shelf(server, name -> Shared.feed("audit " + name));
	}

	/** Appends all events that are not in the feed. */
	public void extend() {
		Map<String, String> marks = marks();
		List<String> ids = List.copyOf(marks.keySet());
		for (int from = 0; from < ids.size(); from += AT_ONCE) {
			List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
			removeMarks(marks, extend(some));
		}
	}

	private Map<String, String> marks() {
		Map<String, String> marks = new LinkedHashMap<>();
		server
			.readAll(IntStream.range(0, Shared.MARKS)
				.mapToObj(bucket -> List.of(Command.of("HGETALL", Shared.marks(bucket))))
				.toList())
			.forEach(reply -> marks.putAll(reply.fields(0)));
		return marks;
	}

	/**
	 * Appends the events of campaigns.
	 * @return the versions of the campaigns whose events are in the feed; empty for those
	 * that are gone
	 */
	private Map<String, String> extend(List<String> campaignIds) {
		for (int overtaken = 0; overtaken < ATTEMPTS;) {
			Map<String, String> seen = new LinkedHashMap<>();
			List<CampaignHead> present = present(campaignIds, seen);
			Extension extension = new Extension(server, audit, uids(present));
			boolean all = true;
			for (CampaignHead head : confirmed(present.stream().filter(extension::lacks).toList(), seen)) {
				all &= extension.append(head);
			}
			if (!extension.write()) {
				overtaken++;
			}
			else if (all) {
				return seen;
			}
		}
		throw changing();
	}

	/** The campaigns that are there. */
	private List<CampaignHead> present(List<String> campaignIds, Map<String, String> seen) {
		List<CampaignHead> present = new ArrayList<>();
		List<@Nullable CampaignHead> heads = campaigns.heads(campaignIds);
		for (int i = 0; i < heads.size(); i++) {
			CampaignHead head = heads.get(i);
			seen.put(campaignIds.get(i), head == null ? "" : head.version());
			if (head != null) {
				present.add(head);
			}
		}
		return present;
	}

	/**
	 * The campaigns as they are now, and will be if their nodes fail, without those that
	 * were erased since they were read. Those are in the feed already, but the feed has
	 * forgotten how far.
	 */
	private List<CampaignHead> confirmed(List<CampaignHead> read, Map<String, String> seen) {
		Set<String> uids = Set.copyOf(uids(read));
		List<String> ids = read.stream().map(head -> head.keys().id()).toList();
		ids.forEach(seen::remove);
		List<CampaignHead> confirmed = campaigns.confirmedHeads(ids)
			.stream()
			.flatMap(Stream::ofNullable)
			.filter(head -> uids.contains(head.keys().uid()))
			.toList();
		confirmed.forEach(head -> seen.put(head.keys().id(), head.version()));
		return confirmed;
	}

	private static List<String> uids(List<CampaignHead> heads) {
		return heads.stream().map(head -> head.keys().uid()).toList();
	}

	private static TryAgainException changing() {
		return new TryAgainException("The feed keeps changing", null);
	}

	/** Removes the marks whose changes are seen, and those that were made in vain. */
	private void removeMarks(Map<String, String> marks, Map<String, String> seen) {
		List<Command> commands = new ArrayList<>();
		seen.forEach((id, version) -> {
			String mark = Objects.requireNonNull(marks.get(id));
			if (version.equals(mark) || isInVain(id, version, mark)) {
				stale.remove(id);
				commands.add(Scripts.delete(new Field(Shared.marks(id), id), mark));
			}
		});
		server.send(commands);
	}

	/**
	 * Tells whether the change for which a mark was made will never be done. This is so
	 * if the mark was met often, because the version on which the change builds is
	 * replaced then. A campaign that isn't there yet may be created or taken in just
	 * after its mark.
	 */
	private boolean isInVain(String id, String version, String mark) {
		Stale before = stale.get(id);
		int met = before != null && before.mark.equals(mark) ? before.met + 1 : 1;
		stale.put(id, new Stale(mark, met));
		return met > MET_IN_VAIN && (version.isEmpty() || server
			.write(new Write(new Versioned(CampaignKeys.head(id), version), server.newVersion(), List.of())));
	}

	/**
	 * Appends the last events of a campaign, which is about to be erased and changes no
	 * more, and lets its audit be forgotten.
	 * @param head the campaign, which is not lost with its node
	 */
	public void finish(CampaignHead head) {
		for (int overtaken = 0; overtaken < ATTEMPTS;) {
			Extension extension = new Extension(server, audit, List.of(head.keys().uid()));
			boolean all = extension.append(head);
			if (!extension.write()) {
				overtaken++;
			}
			else if (all) {
				letForget(head);
				return;
			}
		}
		throw changing();
	}

	private void letForget(CampaignHead head) {
		audit.parts(head.keys().id())
			.forEach(part -> server.send(part.stream()
				.filter(item -> isAbout(head.keys().uid(), item))
				.map(item -> audit.forgettable(item.position(), entry(item).at()))
				.toList()));
	}

	private static boolean isAbout(String uid, Item item) {
		return item.text().startsWith(uid + " ");
	}

	/** Tells whether the audit has entries about a campaign, which may be gone. */
	public boolean knows(String campaignId, String uid) {
		return audit.all(campaignId).anyMatch(item -> isAbout(uid, item));
	}

	/** Forgets how far the feed goes of a campaign that is gone. */
	public void forget(String uid) {
		server.send(List.of(FeedState.forget(uid)));
	}

	private static LogEntry entry(Item item) {
		int blank = item.text().indexOf(' ');
		return LogText.read(item.subject(), item.text().substring(0, blank), item.text().substring(blank + 1));
	}

	/** The position of a reader who has read all that is in the feed. */
	public EventPosition end() {
		EventRun last = FeedState.read(server).last();
		return last == null ? EventPosition.START : last.at(last.to());
	}

	/** The entries about what operators did before a position, newest first. */
	public Page<Audited, Long> audited(@Nullable String campaignId, @Nullable Long after, int limit) {
		return audit.page(campaignId, after, limit, item -> new Audited(item.position(), entry(item)));
	}

	/** The entries of the audit of a campaign, which may be gone, in order. */
	Stream<LogEntry> audited(EventRun run) {
		return audit.all(run.campaignId()).filter(item -> isAbout(run.campaignUid(), item)).map(Feed::entry);
	}

	/**
	 * Forgets entries of the audit from before a time about campaigns of which nothing is
	 * left, and returns how many.
	 */
	public int forgetAudit(Instant before, int limit) {
		List<Item> old = audit.oldest(before, limit);
		if (!old.isEmpty()) {
			FeedState feed = FeedState.read(server);
			old.forEach(item -> feed.add(audit.remove(item)));
			if (!feed.write(server)) {
				throw changing();
			}
		}
		return old.size();
	}

}
