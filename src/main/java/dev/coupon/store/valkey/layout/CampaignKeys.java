package dev.coupon.store.valkey.layout;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.decision.Counts;
import dev.coupon.store.key.KeyHash;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of a campaign. All have the campaign's id in braces, so that they are in one
 * slot, and all but the head have its uid, so that a campaign whose id is used again
 * meets nothing of the one before. Much is kept in parts of bounded size, because small
 * hashes and lists take the least memory, and are read the fastest.
 *
 * @param id the id of the campaign
 * @param uid the text that tells the campaign from others that had its id before
 * @param buckets the number of hashes for users, and of those for idempotency keys
 */
public record CampaignKeys(String id, String uid, int buckets) {

	/** The number of coupons, or codes, in a list. */
	public static final int CHUNK = 512;

	/** The number of entries of the log in a list. */
	public static final int LOG_CHUNK = 256;

	/** The number of coupons whose lives are in one hash. */
	public static final int LIVES = 128;

	/** The number of coupons, about, for each hash of users. */
	private static final int USERS = 64;

	private static final int MOST_BUCKETS = 1 << 16;

	private static final int SHORT = 6;

	/**
	 * The number of buckets that a campaign gets, according to its maximum at the start.
	 */
	public static int buckets(Campaign campaign) {
		return Math.clamp(Integer.highestOneBit(Math.max(1, campaign.maxCoupons() / USERS)), 1, MOST_BUCKETS);
	}

	/** The key of the hash with the settings, the numbers and the version. */
	public static String head(String id) {
		return "{" + id + "}m";
	}

	/** The key of the turn that instances take at a contended campaign. */
	public static String turn(String id) {
		return "{" + id + "}t";
	}

	/**
	 * The key of the hash that becomes the head of a campaign that is taken in, when all
	 * of it is there.
	 */
	public static String arrival(String id) {
		return "{" + id + "}a";
	}

	private String key(char kind, int number) {
		return "{" + id + "}" + uid + kind + Integer.toString(number, Character.MAX_RADIX);
	}

	/** The list that has the coupon with a number. */
	public String coupons(int sequence) {
		return key('c', (sequence - 1) / CHUNK);
	}

	/** The list that has the imported code at a place, which is not issued yet. */
	public String stock(int place) {
		return key('s', (place - 1) / CHUNK);
	}

	/** The place in its list of a coupon or a code. */
	public static int index(int sequence) {
		return (sequence - 1) % CHUNK;
	}

	/** The hash that has what became of a coupon. */
	public String lives(int sequence) {
		return key('r', (sequence - 1) / LIVES);
	}

	/** The list that has an entry of the log. */
	public String log(int ordinal) {
		return key('l', (ordinal - 1) / LOG_CHUNK);
	}

	/** The hash that has the numbers of a user's coupons. */
	public String users(String userId) {
		return users(bucket(userId));
	}

	/** A hash of users by its number, from 0 on. */
	public String users(int bucket) {
		return key('u', bucket);
	}

	/**
	 * The hash that has the coupons of idempotency keys, with those of all owners of a
	 * key.
	 */
	public String requests(KeyHash key) {
		return requests(bucket(key.text()));
	}

	/** A hash of idempotency keys by its number, from 0 on. */
	public String requests(int bucket) {
		return key('k', bucket);
	}

	/** The field that leads from a user to the campaign, for the user's wallet. */
	public Field wallet(String userId) {
		return new Field(Shared.wallets(userId), userId + "\t" + id);
	}

	/**
	 * The beginning of the uid. It is the value of the fields for wallets, so that those
	 * of two campaigns with the same id, one after the other, are not the same.
	 */
	public String shortUid() {
		return uid.substring(0, Math.min(SHORT, uid.length()));
	}

	/** The keys of all that is kept besides the head, the coupons and their lives. */
	public List<String> besidesCoupons(Counts counts) {
		List<String> all = new ArrayList<>();
		for (int bucket = 0; bucket < buckets; bucket++) {
			all.add(users(bucket));
			all.add(requests(bucket));
		}
		parts(1, counts.entries(), LOG_CHUNK).forEach(part -> all.add(log(part.first())));
		parts(1, counts.stocked(), CHUNK).forEach(part -> all.add(stock(part.first())));
		return all;
	}

	/** The keys of the coupons and of their lives. */
	public List<String> ofCoupons(int issued) {
		List<String> all = new ArrayList<>();
		parts(1, issued, CHUNK).forEach(part -> all.add(coupons(part.first())));
		parts(1, issued, LIVES).forEach(part -> all.add(lives(part.first())));
		return all;
	}

	private int bucket(String text) {
		return Shared.spread(text) & (buckets - 1);
	}

	/**
	 * The parts of a range of numbers that are in one list each.
	 *
	 * @param first the first number of the part
	 * @param last the last number of the part
	 */
	public record Part(int first, int last) {
	}

	/** Cuts a range of numbers into parts that are in lists of this size. */
	public static List<Part> parts(int first, int last, int size) {
		List<Part> parts = new ArrayList<>();
		for (int from = first; from <= last;) {
			int end = Math.min(last, ((from - 1) / size + 1) * size);
			parts.add(new Part(from, end));
			from = end + 1;
		}
		return parts;
	}

}
