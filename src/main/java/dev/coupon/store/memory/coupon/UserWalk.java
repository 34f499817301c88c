package dev.coupon.store.memory.coupon;

import dev.coupon.domain.examination.Examination;
import dev.coupon.domain.examination.Facts.OfUser;

/**
 * A walk through the coupons of all users, one user after the other. It is done in parts,
 * and coupons may be issued between them.
 */
public final class UserWalk {

	private final int last;

	private final Examination examination;

	/** The number of the user whose coupons come next. */
	private int user = 1;

	/** The last coupon of the user that was read; 0 before the first. */
	private int coupon;

	/** The number of coupons of the user that were read. */
	private int slot;

	/**
	 * @param last the number of the last coupon to be read; later ones are left out
	 */
	public UserWalk(int last, Examination examination) {
		this.last = last;
		this.examination = examination;
	}

	/**
	 * Reads a limited number of coupons, and tells whether there are more. Needs the lock
	 * of the campaign.
	 */
	boolean go(Users users, int limit) {
		for (int read = 0; read < limit; read++) {
			if (user > users.size()) {
				return false;
			}
			step(users);
		}
		return true;
	}

	/** Reads the next coupon of the user, or goes on to the next user. */
	private void step(Users users) {
		int end = users.lastOf(user);
		int next = users.after(coupon == 0 ? end : coupon);
		slot++;
		if (next <= last) {
			examination.add(new OfUser(users.id(user), slot, next));
		}
		coupon = next;
		// A ring that is broken comes to no end, and is left when it has too many.
		if (next == end || slot > users.countOf(user)) {
			examination.compare("coupons of user " + users.id(user), users.countOf(user), slot);
			user++;
			coupon = 0;
			slot = 0;
		}
	}

}
