package dev.coupon.domain.decision;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSpace;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.IssueRequest;
import dev.coupon.domain.port.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A campaign at one moment: the facts that a store knows of it, and the decisions that
 * follow from them.
 *
 * @param uid the text that tells the campaign from others that had its id before
 * @param revision the present revision of the settings
 * @param lastExpiry the instant at which the last of the coupons expires by the rule of
 * its issue; {@link Instant#EPOCH} if none was issued
 * @param lastIssuedAt the time at which the last of them was issued;
 * {@link Instant#EPOCH} if none was issued
 * @param now the store's time at that moment
 */
public record CampaignState(Campaign campaign, String uid, String revision, Counts counts, Instant lastExpiry,
		Instant lastIssuedAt, Instant now) {

	/**
	 * An earlier issue with the same idempotency key as a request.
	 *
	 * @param userId the user of the earlier request; absent if it named no user
	 */
	public record EarlierIssue(@Nullable String userId) {
	}

	/**
	 * The longest time by which a clock is set back without this being seen in the times
	 * of issue.
	 */
	private static final Duration SMALL_CORRECTION = Duration.ofMinutes(1);

	/**
	 * The decision about a request to create a campaign whose id is free.
	 * @param promised the coupons that campaigns may issue, by the format of their codes
	 */
	public static Decision createNew(Campaign wanted, Map<CodeFormat, Long> promised) {
		return Decision.unless(spaceRefusal(wanted, wanted.maxCoupons(), promised));
	}

	/** The decision about a request to create a campaign with the id of this one. */
	public Decision create(Campaign wanted) {
		return campaign.hasSameContentAs(wanted) ? new Replay() : new Refuse(Refusal.CAMPAIGN_EXISTS, null);
	}

	/**
	 * The decision about a request for a coupon. It doesn't consider whether there is a
	 * free code.
	 * @param issuedToUser how many coupons of the campaign the request's user has; 0 if
	 * the request names no user
	 * @param earlier the earlier issue with the request's idempotency key; absent if
	 * there is none
	 */
	public Decision issue(IssueRequest request, int issuedToUser, @Nullable EarlierIssue earlier) {
		if (earlier != null) {
			return Objects.equals(earlier.userId, request.userId()) ? new Replay()
					: new Refuse(Refusal.IDEMPOTENCY_KEY_REUSED, null);
		}
		Refusal refusal = campaign.refusal(now, issued(), request.userId() == null ? null : issuedToUser);
		return refusal == Refusal.CAMPAIGN_NOT_STARTED
				? new Refuse(refusal, Duration.between(now, campaign.period().startsAt())) : Decision.unless(refusal);
	}

	/**
	 * The decision about a change of the settings.
	 * @param ofRevision the revision of the settings from which the change was made
	 * @param promised the coupons that campaigns may issue, this one included, by the
	 * format of their codes
	 */
	public Decision update(Campaign changed, String ofRevision, Map<CodeFormat, Long> promised) {
		if (!isOf(ofRevision)) {
			return mismatch();
		}
		Refusal refusal = campaign.changeRefusal(changed, now, issued());
		int more = changed.maxCoupons() - campaign.maxCoupons();
		return Decision.unless(refusal == null && more > 0 ? spaceRefusal(changed, more, promised) : refusal);
	}

	private static @Nullable Refusal spaceRefusal(Campaign wanted, int more, Map<CodeFormat, Long> promised) {
		return CodeSpace.hasRoomFor(wanted, more, promised) ? null : Refusal.CODE_SPACE_EXHAUSTED;
	}

	/**
	 * The decision about a request to pause or resume.
	 * @param ofRevision the revision that the request is meant for; absent if any will do
	 */
	public Decision pause(@Nullable String ofRevision) {
		return isOf(ofRevision) ? new Apply() : mismatch();
	}

	/**
	 * The decision about a deletion that is meant for a revision.
	 * @param force whether coupons that have not expired may be lost
	 * @param ofRevision the revision that the request is meant for; absent if any will do
	 */
	public Decision delete(boolean force, @Nullable String ofRevision) {
		return isOf(ofRevision) ? delete(force) : mismatch();
	}

	private boolean isOf(@Nullable String ofRevision) {
		return ofRevision == null || revision.equals(ofRevision);
	}

	private static Decision mismatch() {
		return new Refuse(Refusal.VERSION_MISMATCH, null);
	}

	/**
	 * The decision about a deletion.
	 * @param force whether coupons that have not expired may be lost
	 */
	public Decision delete(boolean force) {
		return force || !lastCouponExpiry().isAfter(now) ? new Apply() : new Refuse(Refusal.CAMPAIGN_HAS_COUPONS, null);
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
		return new CampaignState(campaign, uid, revision, counts.withIssued(),
				expiresAt.isAfter(lastExpiry) ? expiresAt : lastExpiry, issuedAt(), now);
	}

	/** The number of issued coupons. */
	public int issued() {
		return counts.issued();
	}

	/**
	 * The instant at which the last of the coupons expires; {@link Instant#EPOCH} if none
	 * was issued.
	 */
	private Instant lastCouponExpiry() {
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
		return new Snapshot(campaign, uid, revision, campaign.status(now, issued()), issued(), counts.redeemed(),
				counts.voided(), codes);
	}

}
