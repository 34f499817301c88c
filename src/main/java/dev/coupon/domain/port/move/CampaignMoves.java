package dev.coupon.domain.port.move;

import dev.coupon.domain.evidence.Report;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The part of a store that gives away whole campaigns and takes them in, with all that is
 * known of them: the settings, the counts, the coupons, what became of them, the codes
 * that are not issued, and the log. What a store takes in is equal to what was given
 * away: it gives the same rows in the same order, and makes the same report.
 *
 * <p>
 * Any operation may throw {@link dev.coupon.domain.port.failure.OverloadedException} or
 * {@link dev.coupon.domain.port.failure.OutcomeUnknownException}.
 */
public interface CampaignMoves {

	/**
	 * Gives a campaign away, all as of one moment. The store keeps it. The rows hold
	 * codes that are not issued.
	 * @throws UnmovableException if there is no such campaign, or it can't be read
	 */
	void giveAway(String campaignId, Consumer<Row> rows);

	/**
	 * Takes a campaign in: all of it or, if this throws an exception, nothing. If the
	 * campaign is here already, nothing changes and most of the rows are not read.
	 * @throws UnmovableException if another campaign has its id or one of its codes, or
	 * if the rows are of no campaign
	 */
	Arrival takeIn(Iterator<Row> rows);

	/**
	 * Examines a campaign like {@code Evidence.report}.
	 * @throws UnmovableException if there is no such campaign
	 */
	Report report(String campaignId);

	/** The ways in which a campaign can come to be in a store. */
	enum Arrival {

		/** The campaign is taken in. */
		NEW,
		/** The campaign was here, maybe changed since it came. Nothing has changed. */
		PRESENT

	}

	/**
	 * A row of a campaign. The first one has the campaign's id and uid.
	 *
	 * @param kind the kind of the row, which names its values
	 * @param values texts, whole numbers of type {@link Long} and booleans, by their
	 * names, in the order in which they are written; absent values are left out
	 */
	record Row(String kind, Map<String, Object> values) {
	}

}
