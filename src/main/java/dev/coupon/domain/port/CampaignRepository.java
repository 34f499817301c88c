package dev.coupon.domain.port;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.IssueRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The port behind which a store keeps campaigns and coupons. Every store keeps these
 * promises: a campaign never issues more coupons than its maximum, never refuses a
 * request as exhausted while a coupon is left, never issues the same code twice, and
 * never issues two coupons for one idempotency key of one owner.
 *
 * <p>
 * Every operation is atomic and final: when it returns, either all of it has happened or
 * nothing. An operation that starts after another one has returned sees the effects of
 * that one, in every instance of the service. The store reads its own clock inside the
 * atomic step; no caller passes a time. A refusal is a returned value. If several
 * refusals apply, it is the first one in the order of {@link Refusal}. All operations may
 * be called from any number of threads.
 *
 * <p>
 * A list ends at a page of at most {@code limit} items, 1 or more. Any operation may
 * throw {@link OverloadedException} or {@link OutcomeUnknownException}, and no other
 * exception.
 */
public interface CampaignRepository extends Evidence, CodeStock, EventLog {

	/**
	 * Creates a campaign. The cost doesn't depend on how many coupons it may issue.
	 * @return done, or replayed if a campaign with this id and the same content (see
	 * {@link Campaign#hasSameContentAs}) exists, or refused as
	 * {@link Refusal#CAMPAIGN_EXISTS} or {@link Refusal#CODE_SPACE_EXHAUSTED}
	 */
	Outcome<Snapshot> create(Campaign campaign, Act act);

	/**
	 * Does nothing, and tells the outcome that {@link #create} would have now. A campaign
	 * that would be created is returned with an empty uid and revision.
	 */
	Outcome<Snapshot> tryCreate(Campaign campaign);

	/**
	 * Finds one campaign with its counts and its first codes, all as of one moment.
	 * @param codes how many codes to return at most, 0 or more
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND}
	 */
	Outcome<Snapshot> find(String campaignId, int codes);

	/**
	 * Lists the campaigns whose ids come after the given one, in ASCII order, without
	 * codes. The list may be slightly out of date. Unless all are selected, a page may
	 * have fewer campaigns than the limit, or even none, although others follow.
	 * @param after where the previous page ended; absent for the first page
	 */
	Page<Snapshot, String> campaigns(Snapshot.Selection selection, @Nullable String after, int limit);

	/**
	 * Replaces a campaign's settings. Its {@link Campaign#paused} stays as it is.
	 * @param revision the revision of the settings from which the change was made; any
	 * other than the present one is refused
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND},
	 * {@link Refusal#VERSION_MISMATCH}, {@link Refusal#CAMPAIGN_STARTED},
	 * {@link Refusal#EXTENSION_NOT_LATER}, {@link Refusal#MAX_COUPONS_BELOW_ISSUED} or
	 * {@link Refusal#CODE_SPACE_EXHAUSTED}
	 */
	Outcome<Changed> update(Campaign changed, String revision, Act act);

	/**
	 * Stops or resumes issuing. A repeated call does no harm.
	 * @param revision the only revision that the call is meant for; absent if any will do
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND} or
	 * {@link Refusal#VERSION_MISMATCH}
	 */
	Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String revision, Act act);

	/**
	 * Deletes a campaign. The campaign and its coupons can no longer be found from now
	 * on. The id becomes free when all data of the campaign is erased, which may take
	 * until a later {@link #purge}.
	 * @param force whether to delete the campaign even if some coupons have not expired
	 * @param revision the only revision that the call is meant for; absent if any will do
	 * @return done with the campaign as it was, or refused as
	 * {@link Refusal#CAMPAIGN_NOT_FOUND}, {@link Refusal#VERSION_MISMATCH} or
	 * {@link Refusal#CAMPAIGN_HAS_COUPONS}
	 */
	Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String revision, Act act);

	/**
	 * Issues one coupon, or finds the coupon that was issued for the same idempotency key
	 * before.
	 * @return done, replayed, or refused by {@code CampaignState} in
	 * {@code dev.coupon.domain.decision}, with the time after which the refusal ends
	 */
	Outcome<Coupon> issue(IssueRequest request);

	/**
	 * Lists the coupons of a campaign that come after a sequence number, in order.
	 * @param userId the user whose coupons are listed; absent for all coupons
	 * @param after the number at which the previous page ended; 0 for the first page
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND}
	 */
	Outcome<Page<Coupon, Integer>> coupons(String campaignId, @Nullable String userId, int after, int limit);

	/**
	 * Lists the coupons of one user in all campaigns, newest first. With a status, a page
	 * may have fewer coupons than the limit, or even none, although others follow.
	 * @param after where the previous page ended; absent for the first page
	 */
	Page<Coupon, Wallet.Position> wallet(Wallet wallet, Wallet.@Nullable Position after, int limit);

	/**
	 * Finds one coupon by its code, as a person may have typed it. All operations that
	 * take a code find the coupon as {@code TypedCode} in
	 * {@code dev.coupon.domain.decision} decides: a code exactly as given comes first.
	 * @return done, or refused as {@link Refusal#COUPON_NOT_FOUND} or
	 * {@link Refusal#AMBIGUOUS_CODE}
	 */
	Outcome<Coupon> findCoupon(String code);

	/**
	 * Changes a coupon: redeems it, rolls a redemption back, declares it worthless, or
	 * takes that back.
	 * @return done; or replayed if a redemption with the same key is repeated, if the
	 * redemption that is meant was rolled back before, or if the coupon is void already;
	 * or refused as {@link Refusal#COUPON_NOT_FOUND}, {@link Refusal#AMBIGUOUS_CODE} or a
	 * refusal by {@code CouponState} in {@code dev.coupon.domain.decision}
	 */
	Outcome<Coupon> change(String code, CouponChange change, Act act);

	/**
	 * Erases a limited part of what is due: deleted campaigns, and campaigns whose end
	 * and last coupon's expiry are both not after {@code endedBy}. Several instances may
	 * purge at once, and a purge doesn't hold up other operations. This is the only
	 * operation that is told a time, because the store's own clock may be wrong, and an
	 * erasure can't be undone.
	 * @param endedBy the instant by which the campaigns to be erased must be over; absent
	 * to erase deleted campaigns only
	 * @param maxCoupons how many coupons to erase at most, 1 or more
	 */
	Purge purge(@Nullable Instant endedBy, int maxCoupons);

	/** The store's time, to the millisecond. */
	Instant now();

	/** A change of a campaign's settings, with the settings before it. */
	record Changed(Campaign before, Snapshot after) {
	}

	/**
	 * A part of an ordered list.
	 *
	 * @param nextAfter the key after which the next page begins; absent on the last page
	 * @param <K> the type of the key by which the list is ordered
	 */
	record Page<T, K>(List<T> items, @Nullable K nextAfter) {
	}

	/**
	 * The result of a purge.
	 *
	 * @param erased the campaigns that are now completely erased
	 * @param more whether there is more to erase at once
	 * @param now the store's time
	 */
	record Purge(List<Erased> erased, boolean more, Instant now) {
	}

	/**
	 * A campaign that is completely erased.
	 *
	 * @param endedAt the campaign's end or its last coupon's expiry, whichever is later;
	 * in the future if the campaign was deleted before that
	 */
	record Erased(String campaignId, int coupons, Instant endedAt) {
	}

}
