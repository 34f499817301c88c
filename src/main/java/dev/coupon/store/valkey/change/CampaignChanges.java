package dev.coupon.store.valkey.change;

import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_CREATED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_DELETED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_PAUSED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_RESUMED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_UPDATED;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignChange;
import dev.coupon.domain.decision.CampaignSettings;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.store.Bisection;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.index.CampaignIndex.Listed;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.CouponText;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CampaignReader.Found;
import dev.coupon.store.valkey.read.Coupons;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Write;
import dev.coupon.store.valkey.server.Write.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes of whole campaigns. */
public final class CampaignChanges {

	private static final Logger log = LoggerFactory.getLogger(CampaignChanges.class);

	private final Tools tools;

	private final Act act;

	/**
	 * @param act the author of the change, as the log keeps it
	 */
	public CampaignChanges(Tools tools, Act act) {
		this.tools = tools;
		this.act = act;
	}

	/**
	 * Creates a campaign; see the port.
	 * @param revision its first revision, which is also its uid
	 */
	public Outcome<Snapshot> create(Campaign campaign, String revision) {
		return tools.attempt(() -> {
			Reply reply = tools.server().read(List.of(CampaignHead.read(campaign.id())));
			CampaignHead existing = CampaignHead.of(campaign.id(), reply.texts(0), reply.now());
			return existing == null ? insert(campaign, revision, reply.now()) : recreate(existing, campaign);
		});
	}

	/** Tells the outcome that {@link #create} would have. */
	public Outcome<Snapshot> tryCreate(Campaign campaign) {
		Reply reply = tools.server().read(List.of(CampaignHead.read(campaign.id())));
		CampaignHead existing = CampaignHead.of(campaign.id(), reply.texts(0), reply.now());
		if (existing != null) {
			return recreate(existing, campaign);
		}
		return CampaignChange.createNew(campaign,
				tools.index().read(campaign.id()).promisedByOthers()) instanceof Refuse refuse ? refuse.outcome()
						: new Done<>(CampaignState.ofNew(campaign, reply.now()).snapshot(List.of()));
	}

	private static Outcome<Snapshot> recreate(CampaignHead existing, Campaign campaign) {
		if (existing.deleted() || existing.damage() != null) {
			return new Refused<>(Refusal.CAMPAIGN_EXISTS);
		}
		return new CampaignChange(existing.state()).create(campaign) instanceof Refuse refuse ? refuse.outcome()
				: new Replayed<>(existing.snapshot());
	}

	private @Nullable Outcome<Snapshot> insert(Campaign campaign, String revision, Instant now) {
		Listed listed = tools.index().read(campaign.id());
		if (CampaignChange.createNew(campaign, listed.promisedByOthers()) instanceof Refuse refuse) {
			return refuse.outcome();
		}
		if (!tools.index().put(listed, revision, campaign)) {
			return null;
		}
		CampaignState created = CampaignState.ofNew(campaign, now).with(campaign, revision, PeriodUse.NONE);
		LogEntry entry = created.entry(CAMPAIGN_CREATED, act, null, CampaignSettings.created(campaign));
		CampaignState logged = created.with(created.counts().with(entry.type()));
		int buckets = CampaignKeys.buckets(campaign);
		List<Command> commands = Tools.both(List.of(CampaignHead.write(logged, buckets)),
				LogText.append(new CampaignKeys(campaign.id(), revision, buckets), List.of(entry)));
		String version = tools.server().newVersion();
		tools.server().send(List.of(Tools.mark(campaign.id(), version)));
		Versioned nothing = new Versioned(CampaignKeys.head(campaign.id()), Write.NONE);
		if (tools.server().write(new Write(nothing, version, commands))) {
			return new Done<>(logged.snapshot(List.of()));
		}
		tools.keepPromiseOfPresent(campaign.id(), revision);
		return null;
	}

	/**
	 * Changes the settings; see the port.
	 * @param revision the next revision
	 */
	public Outcome<Changed> update(Campaign changed, String ofRevision, String revision) {
		return inCampaign(changed.id(), head -> {
			Listed listed = tools.index().read(changed.id());
			if (new CampaignChange(head.state()).update(changed, ofRevision,
					listed.promised()) instanceof Refuse refuse) {
				return refuse.outcome();
			}
			Campaign after = changed.withPaused(head.campaign().paused());
			int more = after.maxCoupons() - head.campaign().maxCoupons();
			if (more > 0 && !tools.index().put(listed, head.keys().uid(), after)) {
				return null;
			}
			Outcome<Changed> outcome = become(head, after, revision, CAMPAIGN_UPDATED);
			if (outcome == null && more > 0) {
				tools.keepPromiseOfPresent(changed.id(), head.keys().uid());
			}
			else if (outcome != null && more < 0) {
				list(head, after);
			}
			return outcome;
		});
	}

	/** Stops or resumes issuing; see the port. */
	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String ofRevision, String revision) {
		return inCampaign(campaignId,
				head -> new CampaignChange(head.state()).pause(ofRevision) instanceof Refuse refuse ? refuse.outcome()
						: become(head, head.campaign().withPaused(paused), revision,
								paused ? CAMPAIGN_PAUSED : CAMPAIGN_RESUMED));
	}

	/** Takes over other settings; returns null if the campaign has changed meanwhile. */
	private @Nullable Outcome<Changed> become(CampaignHead head, Campaign changed, String revision,
			LogEntry.Type type) {
		Campaign before = head.campaign();
		if (changed.equals(before)) {
			tools.server().confirm(head.versioned().head());
			return new Done<>(new Changed(before, head.snapshot()));
		}
		CampaignState state = head.state();
		LogEntry entry = state.entry(type, act, null, CampaignSettings.changed(before, changed));
		PeriodUse use = new CampaignChange(state).useAfter(changed, start -> issuedBefore(head, start));
		CampaignState after = state.with(changed, revision, use).with(state.counts().with(type));
		LogEntry crossed = type == CAMPAIGN_UPDATED ? tools.level().crossed(state, after) : null;
		CampaignState last = crossed == null ? after : after.with(after.counts().with(crossed.type()));
		List<LogEntry> entries = Stream.concat(Stream.of(entry), Stream.ofNullable(crossed)).toList();
		boolean done = tools.write(head, Tools.both(List.of(CampaignHead.write(last, head.keys().buckets())),
				LogText.append(head.keys(), entries)));
		return done ? new Done<>(new Changed(before, last.snapshot(List.of()))) : null;
	}

	/** The number of a campaign's coupons that were issued before an instant. */
	private int issuedBefore(CampaignHead head, Instant instant) {
		return Bisection.first(1, head.state().issued() + 1, sequence -> !issuedAt(head, sequence).isBefore(instant))
				- 1;
	}

	private Instant issuedAt(CampaignHead head, int sequence) {
		Reply reply = tools.server().read(Coupons.texts(head.keys(), sequence, sequence));
		return CouponText.read(Objects.requireNonNull(reply.texts(0).getFirst())).issuedAt();
	}

	/** Deletes a campaign; see the port. */
	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String ofRevision) {
		return tools.attempt(() -> {
			CampaignHead head = tools.campaigns().head(campaignId);
			if (head == null || head.deleted()) {
				return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
			}
			if (new CampaignChange(head.state()).delete(force, ofRevision) instanceof Refuse refuse) {
				return refuse.outcome();
			}
			return hide(head, CAMPAIGN_DELETED) ? new Done<>(head.snapshot()) : null;
		});
	}

	/**
	 * Hides a campaign that is due, unless it is hidden already.
	 * @param endedBy the instant by which the campaign must be over, if it is not hidden
	 * @return done with the hidden campaign, or refused if it isn't due
	 */
	public Outcome<String> retire(String campaignId, @Nullable Instant endedBy) {
		return tools.attempt(() -> {
			CampaignHead head = tools.campaigns().head(campaignId);
			if (head == null || !(head.deleted() || (endedBy != null && head.state().isOverBy(endedBy)))) {
				return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
			}
			return head.deleted() || hide(head, LogEntry.Type.CAMPAIGN_ERASED) ? new Done<>(head.keys().uid()) : null;
		});
	}

	private boolean hide(CampaignHead head, LogEntry.Type type) {
		LogEntry entry = head.state().entry(type, act, null, CampaignSettings.gone(head.campaign()));
		CampaignState after = head.state().with(head.state().counts().with(type));
		boolean hidden = tools.write(head, Tools.both(List.of(head.hide(), CampaignHead.writeNumbers(after)),
				LogText.append(head.keys(), List.of(entry))));
		if (hidden) {
			list(head, null);
		}
		return hidden;
	}

	/**
	 * Lists what a campaign may issue after a change that is done already. If the listing
	 * fails, too much is listed until the next change.
	 */
	private void list(CampaignHead head, @Nullable Campaign promising) {
		try {
			tools.index().set(head.keys().id(), head.keys().uid(), promising);
		}
		catch (TryAgainException | OutcomeUnknownException e) {
			log.warn("The codes of campaign {} are not given free yet: {}", head.keys().id(), e.getMessage());
		}
	}

	private <T> Outcome<T> inCampaign(String campaignId, Function<CampaignHead, @Nullable Outcome<T>> step) {
		return tools.attempt(() -> {
			Found found = tools.campaigns().read(campaignId, keys -> List.of());
			return found == null || found.head().deleted() ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND)
					: step.apply(found.head().undamaged());
		});
	}

}
