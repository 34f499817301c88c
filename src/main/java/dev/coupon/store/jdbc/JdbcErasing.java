package dev.coupon.store.jdbc;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.store.erasure.ErasingStore;
import dev.coupon.store.erasure.Erasures;
import dev.coupon.store.jdbc.change.CampaignChanges;
import dev.coupon.store.jdbc.change.CampaignErasure;
import dev.coupon.store.jdbc.change.Change;
import dev.coupon.store.jdbc.report.CampaignExamination;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of an erasure in the tables, each a transaction of its own. */
record JdbcErasing(Lanes lanes) implements ErasingStore {

	@Override
	public Due due(@Nullable Instant endedBy, int limit) {
		return lanes.read(tx -> new Due(new CampaignTable(tx).due(endedBy, limit), new CampaignTable(tx).now()));
	}

	@Override
	public boolean report(String campaignId, @Nullable Instant endedBy) {
		Outcome<Boolean> hidden = lanes.change(campaignId,
				new Change.Step(tx -> new CampaignChanges(tx, Act.OF_THE_SERVICE).retire(campaignId, endedBy)));
		if (!(hidden instanceof Done<Boolean>(Boolean reported))) {
			return false;
		}
		if (!reported) {
			Report report = examine(campaignId);
			return report != null && lanes.change(campaignId,
					new Change.Step(tx -> new CampaignErasure(tx).keep(report))) instanceof Done;
		}
		return true;
	}

	/** The report of a hidden campaign. A small one doesn't wait for others' reports. */
	private @Nullable Report examine(String campaignId) {
		Optional<Report> small = lanes.read(tx -> {
			CampaignRow row = new CampaignTable(tx).findEvenDamaged(campaignId);
			return row == null || row.state().issued() > Erasures.ERASED_ON_DELETE ? Optional.empty()
					: Optional.ofNullable(CampaignExamination.report(tx, campaignId, true));
		});
		return small.orElseGet(() -> lanes.readLong(tx -> CampaignExamination.report(tx, campaignId, true)));
	}

	@Override
	public Outcome<Step> erase(String campaignId, int limit) {
		return lanes.change(campaignId, new Change.Step(tx -> new CampaignErasure(tx).erase(campaignId, limit)));
	}

}
