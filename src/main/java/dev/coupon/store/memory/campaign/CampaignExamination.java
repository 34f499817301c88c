package dev.coupon.store.memory.campaign;

import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.examination.Examination;
import dev.coupon.domain.examination.Facts.Issued;
import dev.coupon.domain.examination.Facts.Recount;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.store.memory.coupon.PastLives;
import dev.coupon.store.memory.coupon.UserWalk;
import java.util.List;
import java.util.Set;

/**
 * Examines a campaign, as of the moment at which it begins. The coupons are read in small
 * parts, each under the campaign's lock, so that others issue meanwhile. Coupons that are
 * issued later are left out, and what becomes of coupons later is not regarded.
 */
final class CampaignExamination {

	private static final Set<LogEntry.Type> SETTINGS = Set.of(LogEntry.Type.CAMPAIGN_CREATED,
			LogEntry.Type.CAMPAIGN_UPDATED);

	/** The number of coupons that are read at once. */
	private static final int PART = 500;

	private final CampaignCell cell;

	private final MemoryStoreContext shared;

	private final CampaignState state;

	private final Examination examination;

	private CampaignExamination(CampaignCell cell, MemoryStoreContext shared) {
		this.cell = cell;
		this.shared = shared;
		this.state = cell.read((present, coupons) -> present);
		List<LogEntry> settings = shared.audit()
			.of(cell.id())
			.filter(entry -> entry.campaignUid().equals(state.uid()) && SETTINGS.contains(entry.type()))
			.toList();
		this.examination = new Examination(state, settings);
	}

	/** Reports on a campaign, unless it is deleted or gets deleted meanwhile. */
	static Outcome<Report> report(CampaignCell cell, MemoryStoreContext shared) {
		if (cell.isGone()) {
			return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
		}
		Report report = new CampaignExamination(cell, shared).run();
		return cell.isGone() ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND) : new Done<>(report);
	}

	/** Reports on a deleted campaign, none of whose coupons is erased. */
	static Report ofDeleted(CampaignCell cell, MemoryStoreContext shared) {
		return new CampaignExamination(cell, shared).run();
	}

	private Report run() {
		PastLives lives = new PastLives(state);
		for (int next = 1; next <= state.issued(); next += PART) {
			int from = next;
			int to = Math.min(state.issued(), next + PART - 1);
			cell.read((now, coupons) -> coupons.issued(from, to, lives)).forEach(this::judge);
		}
		UserWalk walk = new UserWalk(state.issued(), examination);
		boolean more = true;
		while (more) {
			more = cell.read((now, coupons) -> coupons.walk(walk, PART));
		}
		return examination.report(new Recount(lives.redeemed(), lives.voided(), lives.expired()));
	}

	private void judge(Issued coupon) {
		examination.add(coupon);
		if (!shared.codes().leadsTo(cell, coupon.sequence(), coupon.code())) {
			examination.doubled(coupon.code());
		}
	}

}
