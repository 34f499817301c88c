package dev.coupon.domain.decision;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSpace;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.domain.rhythm.Quota;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The decisions about changes of a campaign itself.
 *
 * @param state the campaign before the change
 */
public record CampaignChange(CampaignState state) {

	/**
	 * The decision about a request to create a campaign whose id is free.
	 * @param promised the coupons that campaigns may issue, by the format of their codes
	 */
	public static Decision createNew(Campaign wanted, Map<CodeFormat, Long> promised) {
		return Decision.unless(spaceRefusal(wanted, wanted.maxCoupons(), promised));
	}

	/** The decision about a request to create a campaign with the id of this one. */
	public Decision create(Campaign wanted) {
		return state.campaign().hasSameContentAs(wanted) ? new Replay() : new Refuse(Refusal.CAMPAIGN_EXISTS, null);
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
		Refusal refusal = refusal(changed);
		int more = changed.maxCoupons() - state.campaign().maxCoupons();
		return Decision.unless(refusal == null && more > 0 ? spaceRefusal(changed, more, promised) : refusal);
	}

	/** The reason why the settings can't become these, but for the codes they need. */
	private @Nullable Refusal refusal(Campaign changed) {
		Instant start = state.campaign().period().startsAt();
		if (!state.now().isBefore(start) && !changed.period().startsAt().equals(start)) {
			return Refusal.CAMPAIGN_STARTED;
		}
		if (!isExtendedBy(changed)) {
			return Refusal.EXTENSION_NOT_LATER;
		}
		return changed.maxCoupons() < state.issued() ? Refusal.MAX_COUPONS_BELOW_ISSUED : null;
	}

	/**
	 * Tells whether coupons stay good until the same instant, or to a later one to come.
	 */
	private boolean isExtendedBy(Campaign changed) {
		Instant present = state.campaign().couponsExtendedTo();
		Instant later = changed.couponsExtendedTo();
		if (Objects.equals(present, later)) {
			return true;
		}
		return later != null && later.isAfter(state.now()) && (present == null || later.isAfter(present));
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
		return ofRevision == null || state.revision().equals(ofRevision);
	}

	private static Decision mismatch() {
		return new Refuse(Refusal.VERSION_MISMATCH, null);
	}

	/**
	 * The decision about a deletion.
	 * @param force whether coupons that have not expired may be lost
	 */
	public Decision delete(boolean force) {
		return force || !state.lastCouponExpiry().isAfter(state.now()) ? new Apply()
				: new Refuse(Refusal.CAMPAIGN_HAS_COUPONS, null);
	}

	/**
	 * The use of the quota after a change of the settings. All coupons of the present
	 * period count, also those issued before the change.
	 * @param issuedBefore counts the coupons that were issued before an instant
	 */
	public PeriodUse useAfter(Campaign changed, ToIntFunction<Instant> issuedBefore) {
		Quota before = state.campaign().rhythm().quota();
		Quota after = changed.rhythm().quota();
		if (after == null) {
			return PeriodUse.NONE;
		}
		if (before != null && before.per() == after.per()) {
			return state.use();
		}
		Quota.Period present = after.period(state.issuedAt(), state.campaign().timeZone());
		return new PeriodUse(present, issuedBefore.applyAsInt(present.start()));
	}

}
