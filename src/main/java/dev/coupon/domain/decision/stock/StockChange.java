package dev.coupon.domain.decision.stock;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Decision;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import dev.coupon.domain.port.CodeStock.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decisions about a change of the imported codes of a campaign. The codes have places
 * from 1 on, in the order in which they came, and coupon n gets the code at place n.
 *
 * @param state the campaign before the change
 */
public record StockChange(CampaignState state) {

	/** The campaign that has a code already, as a coupon's or an imported one. */
	public enum Owner {

		NONE, SAME_CAMPAIGN, ANOTHER_CAMPAIGN

	}

	/** The decision about a request to import or drop codes. */
	public Decision decide() {
		return Decision
			.unless(state.campaign().codeSource() instanceof CodeSource.Imported ? null : Refusal.CODES_NOT_IMPORTED);
	}

	/**
	 * The decision about one code.
	 * @param stocked how many codes there are at this moment, those of coupons included
	 */
	public static Verdict decide(Owner owner, int stocked) {
		return switch (owner) {
			case SAME_CAMPAIGN -> Verdict.KNOWN;
			case ANOTHER_CAMPAIGN -> Verdict.TAKEN;
			case NONE -> stocked < Campaign.MAX_COUPONS ? Verdict.ACCEPTED : Verdict.NO_ROOM;
		};
	}

	/** The number of codes that there are after some were dropped, up to a limit. */
	public int stockedAfterDrop(int limit) {
		return Math.max(state.issued(), state.counts().stocked() - limit);
	}

	/**
	 * The entry of the log about the change; null if nothing changes.
	 * @param stocked how many codes there are afterwards
	 */
	public @Nullable LogEntry entry(int stocked, Act act) {
		int before = state.counts().stocked();
		return stocked == before ? null
				: state.entry(
						stocked > before ? LogEntry.Type.CAMPAIGN_CODES_IMPORTED : LogEntry.Type.CAMPAIGN_CODES_DROPPED,
						act, null, new OfCampaign(new LinkedHashMap<>(numbers(before)), numbers(stocked)));
	}

	private Map<String, Object> numbers(int stocked) {
		Map<String, Object> numbers = new LinkedHashMap<>();
		numbers.put("importedCodes", stocked);
		numbers.put("codesLeft", stocked - state.issued());
		return numbers;
	}

}
