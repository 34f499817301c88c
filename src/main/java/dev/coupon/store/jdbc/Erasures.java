package dev.coupon.store.jdbc;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Purge;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.store.jdbc.change.CampaignChanges;
import dev.coupon.store.jdbc.change.CampaignErasure;
import dev.coupon.store.jdbc.change.CampaignErasure.Step;
import dev.coupon.store.jdbc.change.Change;
import dev.coupon.store.jdbc.report.CampaignExamination;
import dev.coupon.store.jdbc.table.CampaignTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Erases campaigns, in short steps. Before the first coupon of a campaign goes, the
 * campaign is hidden, and its report is made and kept. Each step can be repeated, so that
 * an erasure that broke off goes on where it was, and several instances may erase at
 * once.
 */
final class Erasures {

	private static final int ERASED_IN_A_STEP = 1_000;

	private static final int DUE_AT_ONCE = 100;

	private final Lanes lanes;

	private final Consumer<String> onErased;

	/**
	 * @param onErased is told the id of each campaign that is completely erased
	 */
	Erasures(Lanes lanes, Consumer<String> onErased) {
		this.lanes = lanes;
		this.onErased = onErased;
	}

	/** Erases a part of what is due; see the port. */
	Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		List<Erased> gone = new ArrayList<>();
		Due due = lanes
			.read(tx -> new Due(new CampaignTable(tx).due(endedBy, DUE_AT_ONCE), new CampaignTable(tx).now()));
		int budget = maxCoupons;
		for (String campaignId : due.campaignIds) {
			if (budget <= 0) {
				return new Purge(gone, true, due.now);
			}
			budget -= Math.max(1, erase(campaignId, endedBy, budget, gone));
		}
		return new Purge(gone, budget <= 0 || due.campaignIds.size() == DUE_AT_ONCE, due.now);
	}

	private record Due(List<String> campaignIds, Instant now) {
	}

	/**
	 * Erases coupons of a campaign that is due, up to a limit, and adds the campaign to
	 * {@code gone} if nothing of it is left.
	 * @return how many coupons were erased
	 */
	int erase(String campaignId, @Nullable Instant endedBy, int limit, List<Erased> gone) {
		int coupons = 0;
		if (!isReported(campaignId, endedBy)) {
			return coupons;
		}
		while (coupons < limit) {
			int atOnce = Math.min(ERASED_IN_A_STEP, limit - coupons);
			if (!(erase(campaignId, atOnce) instanceof Done<Step>(Step step))) {
				break;
			}
			coupons += step.coupons();
			if (step.erased() != null) {
				onErased.accept(campaignId);
				gone.add(step.erased());
				break;
			}
		}
		return coupons;
	}

	private Outcome<Step> erase(String campaignId, int limit) {
		return lanes.change(campaignId, new Change.Step(tx -> new CampaignErasure(tx).erase(campaignId, limit)));
	}

	/**
	 * Hides a campaign that is due, and keeps its report, unless that was done before.
	 * Tells whether the campaign may be erased now.
	 */
	private boolean isReported(String campaignId, @Nullable Instant endedBy) {
		Outcome<Boolean> hidden = lanes.change(campaignId,
				new Change.Step(tx -> new CampaignChanges(tx, Act.OF_THE_SERVICE).retire(campaignId, endedBy)));
		if (!(hidden instanceof Done<Boolean>(Boolean reported))) {
			return false;
		}
		if (!reported) {
			Report report = lanes.readLong(tx -> CampaignExamination.report(tx, campaignId, true));
			return report != null && lanes.change(campaignId,
					new Change.Step(tx -> new CampaignErasure(tx).keep(report))) instanceof Done;
		}
		return true;
	}

}
