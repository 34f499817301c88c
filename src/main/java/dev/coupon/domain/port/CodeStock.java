package dev.coupon.domain.port;

import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import java.util.List;

/**
 * The part of the port about codes that were made elsewhere. A campaign issues them in
 * the order in which they came. A code is unknown to all other operations until its
 * coupon is issued, but no other coupon gets it.
 */
public interface CodeStock {

	/** The greatest number of codes that are imported or dropped at once. */
	int MAX_AT_ONCE = 10_000;

	/** The verdicts about a code that is to be imported. */
	enum Verdict {

		/** The code is new, and the next to be issued after all before it. */
		ACCEPTED,
		/** The campaign has the code already, and nothing changes. */
		KNOWN,
		/** Another campaign has the code, or it is the code of a coupon. */
		TAKEN,
		/** The campaign has as many codes as one may have. */
		NO_ROOM

	}

	/**
	 * Imports codes that follow the rule of {@code ImportedCode} in
	 * {@code dev.coupon.domain.code}.
	 * @param codes the codes, {@link #MAX_AT_ONCE} at most
	 * @return done with a verdict for each code, in their order, or refused as
	 * {@link Refusal#CAMPAIGN_NOT_FOUND} or {@link Refusal#CODES_NOT_IMPORTED}
	 */
	Outcome<List<Verdict>> importCodes(String campaignId, List<String> codes, Act act);

	/**
	 * Drops codes that are not issued, the last ones first.
	 * @param limit how many to drop at most, 1 to {@link #MAX_AT_ONCE}
	 * @return done with the number of dropped codes, which is below the limit if none is
	 * left, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND} or
	 * {@link Refusal#CODES_NOT_IMPORTED}
	 */
	Outcome<Integer> dropCodes(String campaignId, int limit, Act act);

}
