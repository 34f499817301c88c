package dev.coupon.domain.decision;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.domain.rhythm.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A campaign at one moment: the facts that a store knows of it, and the decisions that
 * follow from them.
 *
 * @param uid the text that tells the campaign from others that had its id before
 * @param revision the present revision of the settings
 * @param use how much of the quota was used when the last coupon was issued
 * @param lastExpiry the instant at which the last of the coupons expires by the rule of
 * its issue; {@link Instant#EPOCH} if none was issued
 * @param lastIssuedAt the time at which the last of them was issued;
 * {@link Instant#EPOCH} if none was issued
 * @param now the store's time at that moment
 */
public record CampaignState(Campaign campaign, String uid, String revision, Counts counts, PeriodUse use,
		Instant lastExpiry, Instant lastIssuedAt, Instant now) {

	/**
	 * An earlier issue with the same idempotency key as a request.
	 *
	 * @param userId the user of the earlier request; absent if it named no user
	 */
	public record EarlierIssue(@Nullable String userId) {
	}

	/** The state of a campaign if it were created now, without a uid and a revision. */
	public static CampaignState ofNew(Campaign campaign, Instant now) {
		return new CampaignState(campaign, "", "", Counts.NONE, PeriodUse.NONE, Instant.EPOCH, Instant.EPOCH, now);
	}

	/**
	 * The longest time by which a clock is set back without this being seen in the times
	 * of issue.
	 */
	private static final Duration SMALL_CORRECTION = Duration.ofMinutes(1);

	/**
	 * The facts about the user of a request.
	 *
	 * @param issued how many coupons of the campaign the user has; 0 if the request names
	 * no user
	 * @param inPeriod how many of them were issued in the present period; needed only if
	 * the quota limits users
	 */
	public record OfUser(int issued, int inPeriod) {
	}

	/**
	 * The decision about a request for a coupon. It doesn't consider whether there is a
	 * free code.
	 * @param earlier the earlier issue with the request's idempotency key; absent if
	 * there is none
	 */
	public Decision issue(IssueRequest request, OfUser user, @Nullable EarlierIssue earlier) {
		if (earlier != null) {
			return Objects.equals(earlier.userId, request.userId()) ? new Replay()
					: new Refuse(Refusal.IDEMPOTENCY_KEY_REUSED, null);
		}
		Refusal refusal = campaign.refusal(now, remaining(), request.userId() == null ? null : user.issued);
		if (refusal == Refusal.CAMPAIGN_NOT_STARTED) {
			return new Refuse(refusal, Duration.between(now, campaign.period().startsAt()));
		}
		return refusal == null && campaign.rhythm().isPresent() ? pace().issue(user.inPeriod)
				: Decision.unless(refusal);
	}

	private Pace pace() {
		return new Pace(campaign, use, counts, now, issuedAt());
	}

	/**
	 * The number of coupons that had been issued before the present period of the quota;
	 * 0 without a quota.
	 */
	public int issuedBeforePeriod() {
		Quota quota = campaign.rhythm().quota();
		return quota == null ? 0 : pace().present(quota).before();
	}

	/**
	 * The time of issue of a coupon that is issued now. It is not before that of the last
	 * coupon, although clocks are set back a little now and then. If the clock was
	 * {@linkplain #isClockSetBack set back further}, the time of issue follows it.
	 */
	public Instant issuedAt() {
		return now.isBefore(lastIssuedAt) && !isClockSetBack() ? lastIssuedAt : now;
	}

	/**
	 * Tells whether the clock was set back by more than a minute since the last issue.
	 */
	public boolean isClockSetBack() {
		return now.isBefore(lastIssuedAt.minus(SMALL_CORRECTION));
	}

	/** The state after one more coupon was issued that expires at the given instant. */
	public CampaignState withIssued(Instant expiresAt) {
		Quota quota = campaign.rhythm().quota();
		return new CampaignState(campaign, uid, revision, counts.withIssued(),
				quota == null ? use : pace().present(quota), expiresAt.isAfter(lastExpiry) ? expiresAt : lastExpiry,
				issuedAt().truncatedTo(ChronoUnit.MILLIS), now);
	}

	/** The same facts at another time. */
	public CampaignState at(Instant newNow) {
		return new CampaignState(campaign, uid, revision, counts, use, lastExpiry, lastIssuedAt, newNow);
	}

	/**
	 * The state after the settings were created or changed. The first revision is also
	 * the uid.
	 */
	public CampaignState with(Campaign changed, String newRevision, PeriodUse newUse) {
		return new CampaignState(changed, uid.isEmpty() ? newRevision : uid, newRevision, counts, newUse, lastExpiry,
				lastIssuedAt, now);
	}

	/** The state with other numbers. */
	public CampaignState with(Counts newCounts) {
		return new CampaignState(campaign, uid, revision, newCounts, use, lastExpiry, lastIssuedAt, now);
	}

	/** The number of issued coupons. */
	public int issued() {
		return counts.issued();
	}

	/** The number of coupons that are left. */
	public int remaining() {
		return campaign.remaining(counts.issued(), counts.stocked());
	}

	/** The number of coupons that there are, issued or not. */
	public long total() {
		return campaign.remaining(0, counts.stocked());
	}

	/**
	 * The instant at which the last of the coupons expires; {@link Instant#EPOCH} if none
	 * was issued.
	 */
	Instant lastCouponExpiry() {
		return issued() == 0 ? Instant.EPOCH : campaign.extended(lastExpiry);
	}

	/**
	 * The entry of the log about something that happens now, to a coupon or to the
	 * campaign itself.
	 */
	public LogEntry entry(LogEntry.Type type, Act act, LogEntry.@Nullable OfCoupon coupon,
			LogEntry.@Nullable OfCampaign settings) {
		return new LogEntry(campaign.id(), uid, counts.entries() + 1, issued(), type,
				now.truncatedTo(ChronoUnit.MILLIS), act, coupon, settings);
	}

	/** The end of the campaign or the expiry of its last coupon, whichever is later. */
	public Instant endedAt() {
		Instant end = campaign.period().endsAt();
		return lastCouponExpiry().isAfter(end) ? lastCouponExpiry() : end;
	}

	/** Tells whether the campaign had ended, and its last coupon expired, by then. */
	public boolean isOverBy(Instant then) {
		return !endedAt().isAfter(then);
	}

	/**
	 * The state as callers see it.
	 * @param codes the codes asked for, in the order of issue
	 */
	public Snapshot snapshot(List<String> codes) {
		Snapshot.Pace pace = campaign.rhythm().isPresent() ? pace().snapshot() : null;
		Status status = pace != null && pace.waiting() ? Status.WAITING : campaign.status(now, remaining());
		return new Snapshot(campaign, uid, revision, status, issued(), counts.redeemed(), counts.voided(),
				counts.stocked(), pace, codes);
	}

}
