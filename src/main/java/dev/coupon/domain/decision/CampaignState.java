package dev.coupon.domain.decision;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.port.IssueRequest;
import dev.coupon.domain.port.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A campaign at one moment: the facts that a store knows of it, and the decisions that
 * follow from them.
 *
 * @param revision the present revision of the settings
 * @param issued how many coupons were issued
 * @param redeemed how many of them are used
 * @param lastExpiry the instant at which the last of the coupons expires;
 * {@link Instant#EPOCH} if none was issued
 * @param now the store's time at that moment
 */
public record CampaignState(Campaign campaign, String revision, int issued, int redeemed, Instant lastExpiry,
		Instant now) {

	/**
	 * An earlier issue with the same idempotency key as a request.
	 *
	 * @param userId the user of the earlier request; absent if it named no user
	 */
	public record EarlierIssue(@Nullable String userId) {
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
		Refusal refusal = campaign.refusal(now, issued, request.userId() == null ? null : issuedToUser);
		return refusal == Refusal.CAMPAIGN_NOT_STARTED
				? new Refuse(refusal, Duration.between(now, campaign.period().startsAt())) : Decision.unless(refusal);
	}

	/**
	 * The decision about a change of the settings.
	 * @param ofRevision the revision of the settings from which the change was made
	 */
	public Decision update(Campaign changed, String ofRevision) {
		return isOf(ofRevision) ? Decision.unless(campaign.changeRefusal(changed, now, issued)) : mismatch();
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
		return force || !lastExpiry.isAfter(now) ? new Apply() : new Refuse(Refusal.CAMPAIGN_HAS_COUPONS, null);
	}

	/** The state after one more coupon was issued that expires at the given instant. */
	public CampaignState withIssued(Instant expiresAt) {
		return new CampaignState(campaign, revision, issued + 1, redeemed,
				expiresAt.isAfter(lastExpiry) ? expiresAt : lastExpiry, now);
	}

	/** The end of the campaign or the expiry of its last coupon, whichever is later. */
	public Instant endedAt() {
		Instant end = campaign.period().endsAt();
		return lastExpiry.isAfter(end) ? lastExpiry : end;
	}

	/**
	 * Tells whether the campaign ended, and its last coupon expired, at least so long
	 * ago.
	 */
	public boolean isOverFor(Duration time) {
		return !endedAt().isAfter(now.minus(time));
	}

	/**
	 * The state as callers see it.
	 * @param codes the codes asked for, in the order of issue
	 */
	public Snapshot snapshot(List<String> codes) {
		return new Snapshot(campaign, revision, campaign.status(now, issued), issued, redeemed, codes);
	}

}
