package dev.coupon.domain.decision;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.rhythm.OpeningHours;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.domain.rhythm.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pace at which a campaign with a rhythm issues coupons, at one moment.
 *
 * @param use how much of the quota was used when the last coupon was issued
 * @param counts the numbers of the campaign
 * @param now the store's time at that moment
 * @param issuedAt the time of issue of a coupon that is issued now, by which periods go
 */
record Pace(Campaign campaign, PeriodUse use, Counts counts, Instant now, Instant issuedAt) {

	/** The present period of a quota. */
	PeriodUse present(Quota quota) {
		return use.at(issuedAt, quota, campaign.timeZone(), counts.issued());
	}

	/**
	 * The decision about a request for a coupon to which nothing but the rhythm may be
	 * opposed.
	 * @param issuedToUser how many coupons the request's user has got in the present
	 * period
	 */
	Decision issue(int issuedToUser) {
		if (!isOpen()) {
			return refuse(Refusal.CAMPAIGN_CLOSED, opensAt());
		}
		Quota quota = campaign.rhythm().quota();
		if (quota == null) {
			return new Apply();
		}
		if (quota.perUserLimit() != null && issuedToUser >= quota.perUserLimit()) {
			return refuse(Refusal.USER_QUOTA_REACHED, opening(end(quota)));
		}
		return isUsedUp(quota) ? refuse(Refusal.QUOTA_EXHAUSTED, opensAt()) : new Apply();
	}

	private Decision refuse(Refusal refusal, @Nullable Instant until) {
		return new Refuse(refusal, until == null ? null : Duration.between(now, until));
	}

	private OpeningHours hours() {
		return campaign.rhythm().hours();
	}

	private boolean isOpen() {
		return hours().isOpen(now, campaign.timeZone());
	}

	private boolean isUsedUp(Quota quota) {
		return quota.maxCoupons() != null && counts.issued() - present(quota).before() >= quota.maxCoupons();
	}

	private Instant end(Quota quota) {
		return Objects.requireNonNull(present(quota).period()).end();
	}

	/**
	 * The first instant from now on, but not before the start, at which hours and quota
	 * allow an issue; absent if there is none before the end.
	 */
	private @Nullable Instant opensAt() {
		Quota quota = campaign.rhythm().quota();
		if (quota != null && isUsedUp(quota)) {
			return opening(end(quota));
		}
		Instant start = campaign.period().startsAt();
		return opening(now.isBefore(start) ? start : now);
	}

	private @Nullable Instant opening(Instant from) {
		Instant opening = hours().nextOpening(from, campaign.timeZone());
		return opening == null || !opening.isBefore(campaign.period().endsAt()) ? null : opening;
	}

	/** The pace as callers see it. */
	Snapshot.Pace snapshot() {
		Quota quota = campaign.rhythm().quota();
		boolean allowed = isOpen() && (quota == null || !isUsedUp(quota));
		Status status = campaign.status(now, campaign.remaining(counts.issued(), counts.stocked()));
		boolean waiting = !allowed && status == Status.ACTIVE;
		Instant opensAt = waiting || status == Status.SCHEDULED ? opensAt() : null;
		return new Snapshot.Pace(waiting, opensAt, quota == null ? null : left(quota));
	}

	private Snapshot.QuotaLeft left(Quota quota) {
		Integer remaining = quota.maxCoupons() == null ? null
				: Math.max(0, quota.maxCoupons() - (counts.issued() - present(quota).before()));
		return new Snapshot.QuotaLeft(remaining, end(quota));
	}

}
