package dev.coupon.domain.port;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
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
 * @param stocked how many codes were imported and not dropped, those of issued coupons
 * included; 0 if codes are drawn
 * @param pace what the rhythm allows; absent without a rhythm
 * @param codes the codes asked for, in the order of issue
 */
public record Snapshot(Campaign campaign, String uid, String revision, Campaign.Status status, int issued, int redeemed,
		int voided, int stocked, @Nullable Pace pace, List<String> codes) {

	/**
	 * The pace that the rhythm of a campaign allows.
	 *
	 * @param waiting whether nothing but the rhythm keeps coupons from being issued
	 * @param opensAt the first instant at which the rhythm allows an issue; absent if it
	 * does already, if nothing is issued anyway, or if the campaign ends before
	 * @param quota what is left of the quota; absent without a quota
	 */
	public record Pace(boolean waiting, @Nullable Instant opensAt, @Nullable QuotaLeft quota) {
	}

	/**
	 * The rest of a quota.
	 *
	 * @param remaining how many coupons may be issued in the present period, 0 or more;
	 * absent if the quota limits only users
	 * @param resetsAt the end of the present period
	 */
	public record QuotaLeft(@Nullable Integer remaining, Instant resetsAt) {
	}

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
	 * The same campaign with codes as its coupons may have them, if they are drawn.
	 */
	public Snapshot withSamples(RandomGenerator random) {
		return campaign.codeSource() instanceof CodeFormat format
				? with(campaign, Stream.generate(() -> format.draw(random)).limit(SAMPLES).toList()) : this;
	}

	/** The same campaign without the operator's notes. */
	public Snapshot withoutMetadata() {
		return with(campaign.withoutMetadata(), codes);
	}

	private Snapshot with(Campaign newCampaign, List<String> newCodes) {
		return new Snapshot(newCampaign, uid, revision, status, issued, redeemed, voided, stocked, pace, newCodes);
	}

	/** The number of coupons that are left. */
	public int remaining() {
		return campaign.remaining(issued, stocked);
	}

}
