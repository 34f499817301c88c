package dev.coupon.domain.examination;

import dev.coupon.domain.examination.Facts.OfUser;
import dev.coupon.domain.examination.Faults.Kind;
import org.jspecify.annotations.Nullable;

/** The check of how the coupons of each user are numbered, and of the limit for users. */
final class UserCoupons {

	private final Limits limits;

	private final Faults faults;

	/** The coupon before the next one; absent before the first. */
	private @Nullable OfUser last;

	private int count;

	UserCoupons(Limits limits, Faults faults) {
		this.limits = limits;
		this.faults = faults;
	}

	/**
	 * Checks a coupon. Those of a user come one after the other, in the order of slots.
	 */
	void add(OfUser coupon) {
		count++;
		OfUser before = last != null && last.userId().equals(coupon.userId()) ? last : null;
		int expected = before == null ? 1 : before.slot() + 1;
		if (coupon.slot() != expected) {
			faults.add(Kind.WRONG_SLOT, "Coupon %d is number %d of user %s, but should be number %d"
				.formatted(coupon.sequence(), coupon.slot(), coupon.userId(), expected));
		}
		if (before != null && coupon.sequence() <= before.sequence()) {
			faults.add(Kind.WRONG_SLOT, "Coupon %d of user %s comes after coupon %d, which was issued later"
				.formatted(coupon.sequence(), coupon.userId(), before.sequence()));
		}
		Integer limit = limits.at(coupon.sequence()).perUser();
		if (limit != null && coupon.slot() > limit) {
			faults.add(Kind.USER_LIMIT_BROKEN, "Coupon %d is number %d of user %s, when the limit was %d"
				.formatted(coupon.sequence(), coupon.slot(), coupon.userId(), limit));
		}
		last = coupon;
	}

	/**
	 * Compares how many coupons of users there were with how many there should be.
	 * @param withUser how many coupons of the campaign name a user
	 */
	void end(int withUser) {
		if (count != withUser) {
			faults.add(Kind.WRONG_SLOT, "%d coupons name a user, but users have %d coupons".formatted(withUser, count));
		}
	}

}
