package dev.coupon.store.erasure;

import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Purge;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.erasure.ErasingStore.Due;
import dev.coupon.store.erasure.ErasingStore.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases campaigns, in short steps. Before the first coupon of a campaign goes, the
 * campaign is hidden, and its report is made and kept. Each step can be repeated, so that
 * an erasure that broke off goes on where it was, and several instances may erase at
 * once.
 */
public final class Erasures {

	/**
	 * The largest number of coupons of a campaign that is erased as soon as it is
	 * deleted. Larger ones wait for the next purge.
	 */
	public static final int ERASED_ON_DELETE = 10_000;

	private static final Logger log = LoggerFactory.getLogger(Erasures.class);

	private static final int ERASED_IN_A_STEP = 1_000;

	private static final int DUE_AT_ONCE = 100;

	private final ErasingStore store;

	private final Consumer<String> onErased;

	/**
	 * @param onErased is told the id of each campaign that is completely erased
	 */
	public Erasures(ErasingStore store, Consumer<String> onErased) {
		this.store = store;
		this.onErased = onErased;
	}

	/**
	 * Erases a part of what is due; see the port. A campaign that the store can't erase
	 * in time, such as one that takes too long to report, doesn't hold up the others, nor
	 * does one whose erasure fails. It is tried again with the next purge. Two campaigns
	 * after each other that can't be erased in time mean that the store is away.
	 */
	public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		List<Erased> gone = new ArrayList<>();
		Due due = store.due(endedBy, DUE_AT_ONCE);
		int budget = maxCoupons;
		boolean all = true;
		boolean lastWasLate = false;
		for (String campaignId : due.campaignIds()) {
			if (budget <= 0) {
				break;
			}
			try {
				budget -= Math.max(1, erase(campaignId, endedBy, budget, gone));
				lastWasLate = false;
			}
			catch (RuntimeException e) {
				if (isLate(e) && lastWasLate) {
					throw e;
				}
				tell(campaignId, e);
				lastWasLate = isLate(e);
				all = false;
			}
		}
		return new Purge(gone, all && (budget <= 0 || due.campaignIds().size() == DUE_AT_ONCE), due.now());
	}

	/** Erases a campaign that was deleted just now, if it is small. */
	public void eraseDeleted(String campaignId, int issued) {
		if (issued > ERASED_ON_DELETE) {
			return;
		}
		try {
			erase(campaignId, null, ERASED_ON_DELETE, new ArrayList<>());
		}
		catch (RuntimeException e) {
			tell(campaignId, e);
		}
	}

	private static boolean isLate(RuntimeException failure) {
		return failure instanceof OverloadedException || failure instanceof OutcomeUnknownException;
	}

	private static void tell(String campaignId, RuntimeException failure) {
		if (isLate(failure)) {
			log.warn("Campaign {} will be erased later: {}", campaignId, failure.getMessage());
		}
		else {
			log.error("Campaign {} can't be erased", campaignId, failure);
		}
	}

	/**
	 * Erases coupons of a campaign that is due, up to a limit, and adds the campaign to
	 * {@code gone} if nothing of it is left.
	 * @return how many coupons were erased
	 */
	private int erase(String campaignId, @Nullable Instant endedBy, int limit, List<Erased> gone) {
		int coupons = 0;
		if (!store.report(campaignId, endedBy)) {
			return coupons;
		}
		while (coupons < limit) {
			int atOnce = Math.min(ERASED_IN_A_STEP, limit - coupons);
			if (!(store.erase(campaignId, atOnce) instanceof Done<Step>(Step step))) {
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

}
