package dev.coupon.store.memory.coupon;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.store.memory.column.IntColumn;
import dev.coupon.store.memory.column.KeyedHash;
import dev.coupon.store.memory.column.SplitTable;
import dev.coupon.store.memory.column.TextColumn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The users who have coupons of a campaign. The coupons of a user form a ring in the
 * order of issue, in which the first one follows the last one.
 */
public final class Users {

	private final KeyedHash hash;

	private final TextColumn ids = new TextColumn();

	private final SplitTable byId = new SplitTable();

	/** The last coupon of each user. */
	private final IntColumn last = new IntColumn();

	/** The number of coupons of each user. */
	private final IntColumn counts = new IntColumn();

	/** The number of each user's coupons after {@link #recentAfter}. */
	private final IntColumn recent = new IntColumn();

	/**
	 * The sequence number after which coupons of a user were last counted; 0 if they were
	 * not.
	 */
	private final IntColumn recentAfter = new IntColumn();

	/** The user of each coupon; 0 without a user. */
	private final IntColumn userOf = new IntColumn();

	/** The coupon that follows each coupon in the ring of its user. */
	private final IntColumn next = new IntColumn();

	public Users(KeyedHash hash) {
		this.hash = hash;
	}

	/** The number of coupons that a user has. */
	public int issuedTo(String userId) {
		return counts.get(find(userId));
	}

	/**
	 * The number of coupons that a user has among those after a sequence number. Counting
	 * them takes longer only when another sequence number is asked for than before.
	 */
	int issuedAfter(int sequence, String userId) {
		int user = find(userId);
		if (user == 0 || sequence == 0) {
			return counts.get(user);
		}
		if (recentAfter.get(user) != sequence) {
			recentAfter.set(user, sequence);
			recent.set(user, count(user, sequence));
		}
		return recent.get(user);
	}

	private int count(int user, int after) {
		int end = last.get(user);
		int count = 0;
		int coupon = end;
		do {
			coupon = next.get(coupon);
			count += coupon > after ? 1 : 0;
		}
		while (coupon != end);
		return count;
	}

	/** The number of users. */
	int size() {
		return ids.size();
	}

	/** The id of a user, by the number of the user from 1 on. */
	String id(int user) {
		return ids.get(user);
	}

	/** The number of coupons that are counted of a user. */
	int countOf(int user) {
		return counts.get(user);
	}

	/** The last coupon of a user. */
	int lastOf(int user) {
		return last.get(user);
	}

	/** The coupon that follows a coupon in the ring of its user. */
	int after(int sequence) {
		return next.get(sequence);
	}

	private int find(String userId) {
		return byId.find(hash.of(userId), number -> ids.is((int) number, userId));
	}

	/** The user of a coupon; absent if it has none. */
	@Nullable String of(int sequence) {
		int user = userOf.get(sequence);
		return user == 0 ? null : ids.get(user);
	}

	/** Tells whether a coupon is the first one of its user. */
	boolean isFirst(int sequence) {
		int user = userOf.get(sequence);
		return user != 0 && next.get(last.get(user)) == sequence;
	}

	/** Adds a coupon to those of its user. */
	public void add(String userId, int sequence) {
		int user = find(userId);
		if (user == 0) {
			user = ids.add(userId);
			byId.add(hash.of(userId), user);
			next.set(sequence, sequence);
		}
		else {
			next.set(sequence, next.get(last.get(user)));
			next.set(last.get(user), sequence);
		}
		last.set(user, sequence);
		counts.set(user, counts.get(user) + 1);
		if (recentAfter.get(user) > 0) {
			recent.set(user, recent.get(user) + 1);
		}
		userOf.set(sequence, user);
	}

	/**
	 * The sequence numbers of a user's last coupons up to a sequence number, in the order
	 * of issue.
	 * @param limit how many there are at most
	 */
	List<Integer> lastUpTo(int sequence, String userId, int limit) {
		Deque<Integer> numbers = new ArrayDeque<>();
		int user = find(userId);
		int end = last.get(user);
		int coupon = user == 0 ? end : next.get(end);
		for (int count = counts.get(user); count > 0 && coupon <= sequence; count--) {
			if (numbers.size() == limit) {
				numbers.removeFirst();
			}
			numbers.addLast(coupon);
			coupon = next.get(coupon);
		}
		return List.copyOf(numbers);
	}

	/** A page of a user's coupons that follow a sequence number. */
	public Page<Coupon, Integer> page(String userId, int after, int limit, IntFunction<Coupon> read) {
		int user = find(userId);
		int end = last.get(user);
		if (user == 0 || after >= end) {
			return new Page<>(List.of(), null);
		}
		List<Coupon> items = new ArrayList<>();
		// The previous page ended at this coupon if it is the user's. If not, the ring is
		// followed from its beginning, because the first coupon follows the last one.
		int coupon = after > 0 && userOf.get(after) == user ? after : end;
		do {
			coupon = next.get(coupon);
			if (coupon > after) {
				items.add(read.apply(coupon));
			}
		}
		while (coupon != end && items.size() < limit);
		return new Page<>(items, coupon == end ? null : coupon);
	}

}
