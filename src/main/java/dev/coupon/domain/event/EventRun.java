package dev.coupon.domain.event;

/**
 * A run of events of one campaign that follow each other without a gap. The feed is a
 * list of runs. A run only says which coupons and which entries of the log it contains;
 * their numbers say in which order they happened, see {@link EventOrder}.
 *
 * @param position the place of the run in the feed, 1 or more; later runs have higher
 * ones
 * @param campaignUid the text that tells the campaign from others that had its id before
 * @param from how far the runs before it went
 * @param to how far it goes
 */
public record EventRun(long position, String campaignId, String campaignUid, Reach from, Reach to) {

	/**
	 * A place among the events of a campaign.
	 *
	 * @param coupons how many coupons were issued up to there
	 * @param entries how many entries the log had up to there
	 */
	public record Reach(int coupons, int entries) {

		/** The place before the first event. */
		public static final Reach START = new Reach(0, 0);

	}

	/**
	 * The place up to which a reader has read this run. It is always within the run, even
	 * if a client invented the position.
	 */
	public Reach unread(EventPosition after) {
		return after.run() == position ? new Reach(Math.clamp(after.reach().coupons(), from.coupons(), to.coupons()),
				Math.clamp(after.reach().entries(), from.entries(), to.entries())) : from;
	}

	/** The position of a reader who has read the run up to a place in it. */
	public EventPosition at(Reach reach) {
		return new EventPosition(position, reach);
	}

}
