package dev.coupon.store.memory.coupon;

import dev.coupon.store.memory.column.KeyedHash;
import dev.coupon.store.memory.column.SharedTable;
import java.util.Set;
import java.util.TreeSet;

/**
 * An index of the users of all campaigns. It has only the numbers of campaigns, by the
 * hash of a user in them. Two users may have the same part of a hash that is kept. So it
 * names the campaigns in which a user may have a coupon, and the campaign knows.
 */
public final class UserIndex {

	private static final int NUMBER_BITS = 31;

	private final KeyedHash hash;

	private final SharedTable entries = new SharedTable(NUMBER_BITS);

	public UserIndex(KeyedHash hash) {
		this.hash = hash;
	}

	/**
	 * Adds a campaign if a coupon that it has issued is the first one of its user.
	 * @param campaign the number of the campaign, from 0 on
	 */
	public void add(Coupons coupons, int sequence, int campaign) {
		String userId = coupons.userOfFirst(sequence);
		if (userId != null) {
			entries.add(hash.of(userId), entry(campaign));
		}
	}

	/** Removes a campaign if this coupon is the one with which it was added. */
	public void remove(Coupons coupons, int sequence, int campaign) {
		String userId = coupons.userOfFirst(sequence);
		if (userId != null) {
			entries.remove(hash.of(userId), entry(campaign));
		}
	}

	/** The numbers of the campaigns in which a user may have coupons. */
	public Set<Integer> campaignsOf(String userId) {
		Set<Integer> campaigns = new TreeSet<>();
		entries.find(hash.of(userId), number -> {
			campaigns.add((int) number - 1);
			return false;
		}, number -> number);
		return campaigns;
	}

	/** The number in the table, in which 0 stands for none. */
	private static int entry(int campaign) {
		return campaign + 1;
	}

}
