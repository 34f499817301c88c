package dev.coupon.store.valkey;

import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.store.erasure.ErasingStore;
import dev.coupon.store.valkey.change.CampaignChanges;
import dev.coupon.store.valkey.change.Change;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.change.erasure.CampaignErasure;
import dev.coupon.store.valkey.change.erasure.ListedInVain;
import dev.coupon.store.valkey.change.erasure.UsersListedInVain;
import dev.coupon.store.valkey.change.stock.Sweep;
import dev.coupon.store.valkey.evidence.CampaignExamination;
import dev.coupon.store.valkey.evidence.Reports;
import dev.coupon.store.valkey.feed.Feed;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.move.arrival.Arrivals;
import dev.coupon.store.valkey.node.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The steps of an erasure in the servers, and the sweep of what others left there. */
final class ValkeyErasing implements ErasingStore {

	private static final int SCANNED_AT_ONCE = 500;

	/** The number of buckets of codes, and of users, that are swept with each purge. */
	private static final int SWEPT_AT_ONCE = 256;

	/** The time after which what a change has left behind is taken away. */
	private static final Duration LEFT_FOR = Duration.ofHours(1);

	private final Tools tools;

	private final ValkeyLanes lanes;

	private final Feed feed;

	private final Reports reports;

	private final Sweep sweep;

	private final ListedInVain listedInVain;

	private final UsersListedInVain usersListedInVain;

	/** The bucket of codes, and of users, that is swept next. */
	private final AtomicInteger swept;

	ValkeyErasing(Tools tools, ValkeyLanes lanes, Feed feed, Reports reports) {
		this.tools = tools;
		this.lanes = lanes;
		this.feed = feed;
		this.reports = reports;
		this.sweep = new Sweep(tools, LEFT_FOR);
		this.listedInVain = new ListedInVain(tools, feed::forget);
		this.usersListedInVain = new UsersListedInVain(tools);
		this.swept = new AtomicInteger(tools.random().nextInt(Shared.BUCKETS));
	}

	/** Takes away a part of what changes that broke off have left behind. */
	void sweep() {
		int first = swept.getAndAdd(SWEPT_AT_ONCE);
		lanes.read(() -> sweep.sweep(buckets(first)));
		lanes.read(() -> usersListedInVain.sweep(buckets(first)));
		lanes.read(() -> {
			Arrivals.sweep(tools, LEFT_FOR);
			listedInVain.sweep(LEFT_FOR);
			return swept;
		});
	}

	private static IntStream buckets(int first) {
		return IntStream.range(first, first + SWEPT_AT_ONCE).map(bucket -> bucket & (Shared.BUCKETS - 1));
	}

	@Override
	public Due due(@Nullable Instant endedBy, int limit) {
		List<String> due = lanes.read(() -> firstDue(endedBy, limit));
		return new Due(due,
				lanes.read(() -> tools.server().read(List.of(Command.of("EXISTS", Shared.index("m")))).now()));
	}

	private List<String> firstDue(@Nullable Instant endedBy, int limit) {
		List<String> due = new ArrayList<>();
		List<String> ids = List.of();
		do {
			ids = tools.index().idsAfter(ids.isEmpty() ? null : ids.getLast(), SCANNED_AT_ONCE);
			List<@Nullable CampaignHead> heads = tools.campaigns().heads(ids);
			for (int i = 0; i < heads.size(); i++) {
				CampaignHead head = heads.get(i);
				if (head == null) {
					listedInVain.note(ids.get(i));
				}
				else if (due.size() < limit
						&& (head.deleted() || (endedBy != null && head.state().isOverBy(endedBy)))) {
					due.add(head.keys().id());
				}
			}
		}
		while (ids.size() == SCANNED_AT_ONCE && due.size() < limit);
		return due;
	}

	@Override
	public Outcome<Step> erase(String campaignId, int limit) {
		return lanes.change(campaignId, new Change.Step(() -> tools.attempt(() -> {
			// What is in other slots goes first, so the deletion must outlast its node.
			CampaignHead head = tools.campaigns().confirmedHead(campaignId);
			if (head == null || !head.deleted() || !reports.has(head.keys().uid())) {
				return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
			}
			CampaignErasure erasure = new CampaignErasure(tools, head);
			if (erasure.isLast(limit)) {
				feed.finish(head);
			}
			Step step = erasure.erase(limit);
			if (step != null && step.erased() != null) {
				feed.forget(head.keys().uid());
				tools.index().remove(campaignId, head.keys().uid());
			}
			return step == null ? null : new Done<>(step);
		})));
	}

	@Override
	public boolean report(String campaignId, @Nullable Instant endedBy) {
		Outcome<String> hidden = lanes.change(campaignId,
				new Change.Step(() -> new CampaignChanges(tools, Act.OF_THE_SERVICE).retire(campaignId, endedBy)));
		if (!(hidden instanceof Done<String>(String uid))) {
			return false;
		}
		return lanes.read(() -> {
			if (!reports.has(uid)) {
				CampaignHead head = tools.campaigns().confirmedHead(campaignId);
				if (head == null || !head.deleted() || !head.keys().uid().equals(uid)) {
					return false;
				}
				reports.keep(CampaignExamination.report(tools.server(), head));
			}
			return true;
		});
	}

}
