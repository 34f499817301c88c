package dev.coupon.store.jdbc.change;

import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_CREATED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_DELETED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_ERASED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_PAUSED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_RESUMED;
import static dev.coupon.domain.log.LogEntry.Type.CAMPAIGN_UPDATED;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignChange;
import dev.coupon.domain.decision.CampaignSettings;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Decision;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.report.ReportTable;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.CouponTable;
import dev.coupon.store.jdbc.table.LogTable;
import dev.coupon.store.jdbc.table.PromiseTable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes of whole campaigns, within a transaction. */
public final class CampaignChanges {

	private final CampaignTable campaigns;

	private final CouponTable coupons;

	private final PromiseTable promises;

	private final LogTable log;

	private final ReportTable reports;

	private final Act act;

	/**
	 * @param act what the log keeps of the change
	 */
	public CampaignChanges(Tx tx, Act act) {
		this.campaigns = new CampaignTable(tx);
		this.coupons = new CouponTable(tx);
		this.promises = new PromiseTable(tx);
		this.log = new LogTable(tx);
		this.reports = new ReportTable(tx);
		this.act = act;
	}

	public Outcome<Snapshot> create(Campaign campaign, long revision) {
		CampaignRow existing = campaigns.lockEvenDeleted(campaign.id());
		return existing == null ? insert(campaign, revision) : recreate(existing, campaign);
	}

	/** Tells what {@link #create} would do, without a lock. */
	public Outcome<Snapshot> tryCreate(Campaign campaign) {
		CampaignRow existing = campaigns.findEvenDamaged(campaign.id());
		if (existing != null) {
			return recreate(existing, campaign);
		}
		return CampaignChange.createNew(campaign, promises.read(campaign.codeSource())) instanceof Refuse refuse
				? refuse.outcome() : new Done<>(CampaignState.ofNew(campaign, campaigns.now()).snapshot(List.of()));
	}

	private static Outcome<Snapshot> recreate(CampaignRow existing, Campaign campaign) {
		if (existing.deleted() || existing.damage() != null) {
			return new Refused<>(Refusal.CAMPAIGN_EXISTS);
		}
		return new CampaignChange(existing.state()).create(campaign) instanceof Refuse refuse ? refuse.outcome()
				: new Replayed<>(existing.snapshot());
	}

	private Outcome<Snapshot> insert(Campaign campaign, long revision) {
		Decision decision = CampaignChange.createNew(campaign, promises.lockAndRead(campaign.codeSource()));
		if (decision instanceof Refuse refuse) {
			return refuse.outcome();
		}
		campaigns.insert(campaign, revision);
		promises.add(campaign, campaign.maxCoupons());
		CampaignRow created = read(campaign.id());
		log.write(created.state().entry(CAMPAIGN_CREATED, act, null, CampaignSettings.created(campaign)));
		return new Done<>(created.snapshot());
	}

	private CampaignRow read(String campaignId) {
		return Objects.requireNonNull(campaigns.find(campaignId));
	}

	/**
	 * Changes the settings; see the port.
	 * @param level the level at which coupons run low, maybe because of the change
	 */
	public Outcome<Changed> update(Campaign changed, String ofRevision, long revision, StockLevel level) {
		return inCampaign(changed.id(), state -> {
			Decision decision = new CampaignChange(state).update(changed, ofRevision,
					promises.lockAndRead(changed.codeSource()));
			if (decision instanceof Refuse refuse) {
				return refuse.outcome();
			}
			Outcome<Changed> done = become(state, changed.withPaused(state.campaign().paused()), revision,
					CAMPAIGN_UPDATED);
			Stream.ofNullable(level.crossed(state, read(changed.id()).state())).forEach(log::write);
			return done;
		});
	}

	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String ofRevision, long revision) {
		return inCampaign(campaignId,
				state -> new CampaignChange(state).pause(ofRevision) instanceof Refuse refuse ? refuse.outcome()
						: become(state, state.campaign().withPaused(paused), revision,
								paused ? CAMPAIGN_PAUSED : CAMPAIGN_RESUMED));
	}

	private Outcome<Changed> become(CampaignState state, Campaign changed, long revision, LogEntry.Type type) {
		Campaign before = state.campaign();
		if (!changed.equals(before)) {
			log.write(state.entry(type, act, null, CampaignSettings.changed(before, changed)));
			campaigns.update(changed, revision);
			campaigns.setUse(changed.id(),
					new CampaignChange(state).useAfter(changed, start -> coupons.issuedBefore(state, start)));
			promises.add(changed, changed.maxCoupons() - before.maxCoupons());
		}
		return new Done<>(new Changed(before, read(changed.id()).snapshot()));
	}

	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String ofRevision) {
		CampaignRow row = campaigns.lockEvenDamaged(campaignId);
		if (row == null) {
			return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
		}
		if (new CampaignChange(row.state()).delete(force, ofRevision) instanceof Refuse refuse) {
			return refuse.outcome();
		}
		hide(row, CAMPAIGN_DELETED);
		return new Done<>(row.snapshot());
	}

	private void hide(CampaignRow row, LogEntry.Type type) {
		if (campaigns.hide(row.campaign().id())) {
			promises.takeBack(row.campaign().id());
			log.write(row.state().entry(type, act, null, CampaignSettings.gone(row.campaign())));
		}
	}

	private <T> Outcome<T> inCampaign(String campaignId, Function<CampaignState, Outcome<T>> step) {
		CampaignRow row = campaigns.lock(campaignId);
		return row == null ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND) : step.apply(row.state());
	}

	/**
	 * Hides a campaign that is due, unless it is hidden already, and tells whether its
	 * report is kept.
	 * @param endedBy the instant by which the campaign must be over, if it is not hidden
	 */
	public Outcome<Boolean> retire(String campaignId, @Nullable Instant endedBy) {
		CampaignRow row = campaigns.lockEvenDeleted(campaignId);
		if (row == null || !(row.deleted() || (endedBy != null && row.state().isOverBy(endedBy)))) {
			return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
		}
		hide(row, CAMPAIGN_ERASED);
		return new Done<>(reports.has(campaignId, row.state().uid()));
	}

}
