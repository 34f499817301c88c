package dev.coupon.service;

import dev.coupon.caller.Callers;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CodeStock;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The operations of operators on codes that were made elsewhere. Outcomes and refusals
 * are those of {@link CodeStock}.
 */
@Service
public class CodeStockService {

	private final CampaignRepository repository;

	private final Callers callers;

	CodeStockService(CampaignRepository repository, Callers callers) {
		this.repository = repository;
		this.callers = callers;
	}

	/** Imports up to {@link CodeStock#MAX_AT_ONCE} codes. */
	public Outcome<List<Verdict>> importCodes(String campaignId, List<String> codes) {
		return repository.importCodes(campaignId, codes, callers.current().act(null));
	}

	/**
	 * Drops codes until none is left that isn't issued, and returns how many. This is
	 * done in steps, because one step with all of them could take too long.
	 * @param reason the reason to keep in the log; absent for none
	 */
	public Outcome<Long> drop(String campaignId, @Nullable String reason) {
		Act act = callers.current().act(reason);
		long all = 0;
		while (true) {
			Outcome<Integer> step = repository.dropCodes(campaignId, CodeStock.MAX_AT_ONCE, act);
			if (!(step instanceof Done<Integer>(Integer dropped))) {
				return step.map(Integer::longValue);
			}
			all += dropped;
			if (dropped < CodeStock.MAX_AT_ONCE) {
				return new Done<>(all);
			}
		}
	}

}
