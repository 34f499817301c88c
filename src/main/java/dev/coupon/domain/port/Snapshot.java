package dev.coupon.domain.port;

import dev.coupon.domain.Campaign;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A campaign at one moment, as callers see it.
 *
 * @param uid the text that tells the campaign from others that had its id before
 * @param revision a text without a meaning of its own, which changes whenever the
 * settings, pause included, change
 * @param issued how many coupons were issued, 0 to {@code campaign.maxCoupons()}
 * @param redeemed how many of them are used; may be slightly out of date
 * @param voided how many of the issued coupons were declared worthless; may be slightly
 * out of date
 * @param codes the codes asked for, in the order of issue
 */
public record Snapshot(Campaign campaign, String uid, String revision, Campaign.Status status, int issued, int redeemed,
		int voided, List<String> codes) {

	private static final int SAMPLES = 3;

	/** The texts that {@link Selection#beginning} may be, as a pattern. */
	public static final String BEGINNING_PATTERN = "^[^\\p{Cc}\\p{Cs}]{1,200}$";

	/** The rule of {@link #BEGINNING_PATTERN} in words. */
	public static final String BEGINNING_RULE = "must be 1 to 200 characters without control characters";

	/**
	 * The conditions by which campaigns are selected.
	 *
	 * @param status the status that they have now; absent for any
	 * @param beginning the beginning of their ids, or of their names without regard to
	 * upper and lower case; absent for any
	 */
	public record Selection(Campaign.@Nullable Status status, @Nullable String beginning) {

		/** The selection of all campaigns. */
		public static final Selection ALL = new Selection(null, null);

		/** Tells whether there are no conditions. */
		public boolean isAll() {
			return equals(ALL);
		}

		/** Tells whether a campaign fulfils the conditions. */
		public boolean includes(Snapshot snapshot) {
			return (status == null || status == snapshot.status)
					&& (beginning == null || isBeginningOf(beginning, snapshot.campaign));
		}

		private static boolean isBeginningOf(String text, Campaign campaign) {
			String name = campaign.name();
			return campaign.id().startsWith(text)
					|| (name != null && name.regionMatches(true, 0, text, 0, text.length()));
		}

	}

	/**
	 * A campaign that isn't created yet, as it would be if it were created now. It has no
	 * revision.
	 */
	public static Snapshot ofNew(Campaign campaign, Instant now) {
		return new Snapshot(campaign, "", "", campaign.status(now, 0), 0, 0, 0, List.of());
	}

	/** The same campaign with codes as its coupons may have them. */
	public Snapshot withSamples(RandomGenerator random) {
		return with(campaign, Stream.generate(() -> campaign.codeFormat().draw(random)).limit(SAMPLES).toList());
	}

	/** The same campaign without the operator's notes. */
	public Snapshot withoutMetadata() {
		return with(campaign.withoutMetadata(), codes);
	}

	private Snapshot with(Campaign newCampaign, List<String> newCodes) {
		return new Snapshot(newCampaign, uid, revision, status, issued, redeemed, voided, newCodes);
	}

	/** The number of coupons that are left. */
	public int remaining() {
		return campaign.maxCoupons() - issued;
	}

}
