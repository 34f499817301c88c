package dev.coupon.store.valkey.feed;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventReader;
import dev.coupon.domain.event.EventReader.Part;
import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.event.EventType;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import dev.coupon.store.valkey.read.Coupons;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs of the feed, which are read without a lock. */
public final class FeedReading implements EventReader.Runs {

	private static final int AHEAD = 100;

	private final Server server;

	private final CampaignReader campaigns;

	private final Feed feed;

	private final EventSelection selection;

	/** The runs that were read ahead, by their positions. */
	private final Map<Long, EventRun> ahead = new HashMap<>();

	public FeedReading(Server server, CampaignReader campaigns, Feed feed, EventSelection selection) {
		this.server = server;
		this.campaigns = campaigns;
		this.feed = feed;
		this.selection = selection;
	}

	@Override
	public @Nullable EventRun next(EventPosition after) {
		return candidates(after).mapToObj(this::run)
			.flatMap(Stream::ofNullable)
			.filter(run -> isUnread(run, after))
			.findFirst()
			.orElse(null);
	}

	private static boolean isUnread(EventRun run, EventPosition after) {
		return run.position() > after.run() || run.to().coupons() > after.reach().coupons()
				|| run.to().entries() > after.reach().entries();
	}

	/** The positions of the next runs that may be wanted, in order. */
	private LongStream candidates(EventPosition after) {
		if (selection.campaignIds().isEmpty()) {
			return LongStream.of(after.run(), after.run() + 1).filter(position -> position > 0);
		}
		Reply reply = server.read(selection.campaignIds()
			.stream()
			.map(id -> Command.of("ZRANGEBYSCORE", FeedState.runsOf(id), Long.toString(after.run()), "+inf", "LIMIT",
					"0", "2"))
			.toList());
		return Coupons.texts(reply).stream().mapToLong(Long::parseLong).sorted();
	}

	private @Nullable EventRun run(long position) {
		if (!ahead.containsKey(position)) {
			readAhead(position);
		}
		return ahead.get(position);
	}

	private void readAhead(long position) {
		long last = selection.campaignIds().isEmpty()
				? Math.min(position + AHEAD, ((position - 1) / FeedState.CHUNK + 1) * FeedState.CHUNK) : position;
		List<String> texts = server
			.read(List
				.of(Command.of("LRANGE", FeedState.runs(position), FeedState.index(position), FeedState.index(last))))
			.present(0);
		for (int i = 0; i < texts.size(); i++) {
			ahead.put(position + i, RunText.read(position + i, texts.get(i)));
		}
	}

	@Override
	public Part part(EventRun run, Reach after, int limit) {
		int lastCoupon = selection.wants(EventType.ISSUED) ? Math.min(run.to().coupons(), after.coupons() + limit) : 0;
		int lastEntry = (int) Math.min(run.to().entries(), (long) after.entries() + limit);
		List<CampaignKeys.Part> lists = CampaignKeys.parts(after.entries() + 1, lastEntry, CampaignKeys.LOG_CHUNK);
		Found found = campaigns.read(run.campaignId(), keys -> {
			List<Command> commands = new ArrayList<>();
			lists.forEach(part -> commands.add(LogText.range(keys, part)));
			commands.addAll(Coupons.texts(keys, after.coupons() + 1, lastCoupon));
			return commands;
		});
		if (found == null || !found.head().keys().uid().equals(run.campaignUid())) {
			return gone(run, after, limit);
		}
		List<LogEntry> entries = entries(run, found.data(), lists.size());
		if (after.entries() + entries.size() < lastEntry) {
			// The campaign is being erased.
			return gone(run, after, limit);
		}
		List<Coupon> issued = coupons(found.head(), Coupons.texts(found.data().from(lists.size())),
				after.coupons() + 1);
		return new Part(issued, entries, about(found.head(), entries));
	}

	/**
	 * The part of a run of a campaign that is erased, of which the audit is left. What is
	 * audited are not all entries, so they are limited by their number, not by their
	 * ordinals.
	 */
	private Part gone(EventRun run, Reach after, int limit) {
		return new Part(List.of(),
				feed.audited(run)
					.filter(entry -> entry.ordinal() > after.entries() && entry.ordinal() <= run.to().entries())
					.limit(limit)
					.toList(),
				Map.of());
	}

	private static List<LogEntry> entries(EventRun run, Reply data, int lists) {
		return IntStream.range(0, lists)
			.boxed()
			.flatMap(i -> data.present(i).stream())
			.map(text -> LogText.read(run.campaignId(), run.campaignUid(), text))
			.toList();
	}

	private static List<Coupon> coupons(CampaignHead head, List<String> texts, int first) {
		List<Coupon> coupons = new ArrayList<>();
		for (String text : texts) {
			coupons.add(CouponText.read(text).issued(head.campaign(), first + coupons.size()));
		}
		return coupons;
	}

	/** The coupons that wanted entries are about, by their numbers. */
	private Map<Integer, Coupon> about(CampaignHead head, List<LogEntry> entries) {
		List<Integer> sequences = entries.stream()
			.filter(entry -> selection.wants(entry.type().code()))
			.flatMap(entry -> Stream.ofNullable(entry.coupon()))
			.map(LogEntry.OfCoupon::sequence)
			.distinct()
			.toList();
		Map<Integer, Coupon> about = new HashMap<>();
		if (!sequences.isEmpty()) {
			Reply reply = server.read(Coupons.read(head.keys(), sequences));
			for (int i = 0; i < sequences.size(); i++) {
				String text = reply.text(2 * i);
				if (text != null) {
					about.put(sequences.get(i), CouponText.read(text).issued(head.campaign(), sequences.get(i)));
				}
			}
		}
		return about;
	}

}
