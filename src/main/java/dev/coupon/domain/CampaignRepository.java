package dev.coupon.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where campaigns and coupons are kept, and where the promise is: a campaign never issues
 * more than its maximum, never refuses while a coupon is left, never the same code twice,
 * never two coupons for one key.
 *
 * <p>
 * Every operation is atomic and final: it has happened as a whole when it returns, or
 * nothing has. An operation that starts after another has returned sees what that one
 * did, in every instance of the service. The store reads its own time inside the atomic
 * step; no caller brings one. A refusal is a value, and of several that apply it is the
 * first in the order of {@link Refusal}. All operations may be called from any number of
 * threads.
 *
 * <p>
 * Any operation may throw {@link OverloadedException} or {@link OutcomeUnknownException},
 * and nothing else.
 */
public interface CampaignRepository {

	/**
	 * Creates a campaign, at a cost that doesn't depend on its size.
	 * @return done, or replayed if a campaign with this id and the same content (see
	 * {@link Campaign#hasSameContentAs}) exists, or refused as
	 * {@link Refusal#CAMPAIGN_EXISTS}
	 */
	Outcome<Snapshot> create(Campaign campaign);

	/**
	 * One campaign with its counts and its first codes, all of one moment.
	 * @param codes how many codes at most, 0 or more
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND}
	 */
	Outcome<Snapshot> find(String campaignId, int codes);

	/**
	 * The campaigns whose ids come after the given one, in ASCII order, without codes.
	 * The list may lag behind, and with a status a page may be short, even empty,
	 * although others follow.
	 * @param status only campaigns that have it now; absent for all
	 * @param after where the previous page ended; absent for the first page
	 * @param limit at most so many, 1 or more
	 */
	Page<Snapshot, String> campaigns(Campaign.@Nullable Status status, @Nullable String after, int limit);

	/**
	 * Replaces a campaign's settings. Its {@link Campaign#paused} stays as it is.
	 * @param revision of the settings that were changed; anything but the present one is
	 * refused
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND},
	 * {@link Refusal#VERSION_MISMATCH}, {@link Refusal#CAMPAIGN_STARTED} or
	 * {@link Refusal#MAX_COUPONS_BELOW_ISSUED}
	 */
	Outcome<Changed> update(Campaign changed, String revision);

	/**
	 * Stops or resumes issuing, and may be repeated.
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND}
	 */
	Outcome<Changed> pause(String campaignId, boolean paused);

	/**
	 * Makes a campaign and its coupons unknown at once. Its id becomes free when all of
	 * it is erased, which may take until a later {@link #purge}.
	 * @param force also if coupons are unexpired
	 * @return done with the campaign as it was, or refused as
	 * {@link Refusal#CAMPAIGN_NOT_FOUND} or {@link Refusal#CAMPAIGN_HAS_COUPONS}
	 */
	Outcome<Snapshot> delete(String campaignId, boolean force);

	/**
	 * Issues one coupon, or finds the one that the same key was given before.
	 * @return done, replayed, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND},
	 * {@link Refusal#IDEMPOTENCY_KEY_REUSED}, whatever {@link Campaign#refusal} says, or
	 * {@link Refusal#CODE_SPACE_EXHAUSTED}; until the campaign starts the refusal tells
	 * how long that is
	 */
	Outcome<Coupon> issue(IssueRequest request);

	/**
	 * The coupons of a campaign that come after a sequence number, in order.
	 * @param userId only this user's; absent for all
	 * @param after 0 for the first page
	 * @param limit at most so many, 1 or more
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND}
	 */
	Outcome<Page<Coupon, Integer>> coupons(String campaignId, @Nullable String userId, int after, int limit);

	/**
	 * One coupon. A code is looked up as given, then, among
	 * {@link CodeFormat.Charset#SAFE} codes, as {@linkplain CodeFormat#canonical a person
	 * may have typed it}; so it is in all operations by code.
	 * @return done, or refused as {@link Refusal#COUPON_NOT_FOUND}
	 */
	Outcome<Coupon> findCoupon(String code);

	/**
	 * Marks a coupon used. A paused or ended campaign doesn't matter, only the coupon's
	 * own expiry does.
	 * @param reference to be kept with the redemption; absent for none
	 * @param idempotencyKey names this request among those to the coupon; absent if it
	 * won't be repeated
	 * @return done, replayed, or refused as {@link Refusal#COUPON_NOT_FOUND},
	 * {@link Refusal#IDEMPOTENCY_KEY_REUSED}, {@link Refusal#NOT_REDEEMED} (what the key
	 * redeemed was rolled back), {@link Refusal#ALREADY_REDEEMED} or
	 * {@link Refusal#COUPON_EXPIRED}
	 */
	Outcome<Coupon> redeem(String code, @Nullable String reference, @Nullable String idempotencyKey);

	/**
	 * Rolls a redemption back, also of a coupon that has expired since.
	 * @return done, or refused as {@link Refusal#COUPON_NOT_FOUND} or
	 * {@link Refusal#NOT_REDEEMED}
	 */
	Outcome<Coupon> unredeem(String code);

	/**
	 * Erases a bounded part of what is due: deleted campaigns, and those whose end and
	 * last coupon's expiry are both longer ago than {@code afterEnd}. Safe from several
	 * instances at once; doesn't hold up other operations.
	 * @param afterEnd absent to keep ended campaigns for ever
	 * @param maxCoupons how many coupons to erase at most, 1 or more
	 */
	Purge purge(@Nullable Duration afterEnd, int maxCoupons);

	/**
	 * A change of a campaign's settings.
	 *
	 * @param before the settings before the change
	 */
	record Changed(Campaign before, Snapshot after) {
	}

	/**
	 * Part of an ordered list.
	 *
	 * @param nextAfter where the next page begins; absent after the last one
	 * @param <K> what the list is ordered by
	 */
	record Page<T, K>(List<T> items, @Nullable K nextAfter) {
	}

	/**
	 * What a purge did.
	 *
	 * @param erased the campaigns that are now gone for good
	 * @param more whether there is more to do at once
	 */
	record Purge(List<Erased> erased, boolean more) {
	}

	/**
	 * A campaign that is gone.
	 *
	 * @param endedAt its end or its last coupon's expiry, whichever is later; in the
	 * future if it was deleted before
	 */
	record Erased(String campaignId, int coupons, Instant endedAt) {
	}

	/**
	 * The store can't take the work now and has done nothing; trying again later may
	 * succeed.
	 */
	class OverloadedException extends RuntimeException {

		public OverloadedException(String message) {
			super(message);
		}

	}

	/**
	 * The store can't tell whether it has done the work; a retry with the same key finds
	 * out.
	 */
	class OutcomeUnknownException extends RuntimeException {

		public OutcomeUnknownException(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

}
