package dev.coupon.store.valkey.layout;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as it is kept: code, times of issue and expiry, and user, separated by tabs,
 * which none of them has. Its number is its place. It never changes.
 *
 * @param expiresAt the instant at which it expires by the rule of its issue
 * @param userId absent without a user
 */
public record CouponText(String code, Instant issuedAt, Instant expiresAt, @Nullable String userId) {

	private static final String TAB = "\t";

	private static final int PARTS = 4;

	public static CouponText read(String text) {
		String[] parts = text.split(TAB, PARTS);
		return new CouponText(parts[0], instant(parts[1]), instant(parts[2]), parts.length < PARTS ? null : parts[3]);
	}

	private static Instant instant(String text) {
		return Instant.ofEpochMilli(Long.parseLong(text, Character.MAX_RADIX));
	}

	/** The text of a coupon that is issued now. */
	public static String write(Coupon coupon) {
		return new CouponText(coupon.code(), coupon.issuedAt(), coupon.expiresAt(), coupon.userId()).write();
	}

	public String write() {
		String text = code + TAB + Long.toString(issuedAt.toEpochMilli(), Character.MAX_RADIX) + TAB
				+ Long.toString(expiresAt.toEpochMilli(), Character.MAX_RADIX);
		return userId == null ? text : text + TAB + userId;
	}

	/** The coupon as it was when it was issued, with the expiry that it has now. */
	public Coupon issued(Campaign campaign, int sequence) {
		return new Coupon(code, campaign.id(), sequence, userId, issuedAt, campaign.extended(expiresAt));
	}

	/** The coupon with what has become of it. */
	public Coupon coupon(CampaignHead head, int sequence, Life life) {
		return issued(head.campaign(), sequence).with(life.redemption(), life.voiding(), head.state().now());
	}

}
