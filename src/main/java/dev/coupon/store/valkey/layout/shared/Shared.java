package dev.coupon.store.valkey.layout.shared;

/** The keys of what belongs to no campaign. Ids of campaigns have no question mark. */
public final class Shared {

	/** The number of hashes in which codes are kept, and of those for users. */
	public static final int BUCKETS = 1 << 20;

	/** The number of hashes with marks of campaigns that have news. */
	public static final int MARKS = 16;

	/**
	 * The layout of this version of the service. It changes when a version of the service
	 * can't read what another one has written.
	 */
	public static final String LAYOUT = "1";

	private Shared() {
	}

	/** A number made of a text that differs in its lower bits, too. */
	public static int spread(String text) {
		int hash = text.hashCode() * 0x9E3779B9;
		return hash ^ (hash >>> 16);
	}

	/** The hash that has the coupon, or the place in the stock, of a code. */
	public static String codes(String code) {
		return codes(bucket(code));
	}

	/** The number of the hash of a code or of a user, from 0 on. */
	public static int bucket(String codeOrUser) {
		return spread(codeOrUser) & (BUCKETS - 1);
	}

	/** A hash of codes by its number, from 0 on. */
	public static String codes(int bucket) {
		return "c:" + Integer.toString(bucket, Character.MAX_RADIX);
	}

	/** The hash that has the campaigns in which a user may have coupons. */
	public static String wallets(String userId) {
		return wallets(bucket(userId));
	}

	/** A hash of such campaigns by its number, from 0 on. */
	public static String wallets(int bucket) {
		return "w:" + Integer.toString(bucket, Character.MAX_RADIX);
	}

	/** The hash that has the mark of a campaign that has news for the feed. */
	public static String marks(String campaignId) {
		return marks(spread(campaignId) & (MARKS - 1));
	}

	/** A hash of marks by its number, from 0 on. */
	public static String marks(int bucket) {
		return "n:" + bucket;
	}

	/** The key of a bucket of tokens. */
	public static String rate(String id) {
		return "r:" + id;
	}

	/** A key of the list of campaigns. */
	public static String index(String name) {
		return "{?campaigns}" + name;
	}

	/**
	 * The key of the version of the layout of all keys and values. It is in the slot of
	 * the list of campaigns, so that a listed campaign always has a version.
	 */
	public static String layout() {
		return index("layout");
	}

	/** A key of the feed. */
	public static String feed(String name) {
		return "{?feed}" + name;
	}

	/** A key of the reports of campaigns that are gone. */
	public static String reports(String name) {
		return "{?reports}" + name;
	}

	/** A key of the list of subscriptions. */
	public static String webhooks(String name) {
		return "{?webhooks}" + name;
	}

	/** A key of one subscription. */
	public static String webhook(String id, String name) {
		return "{?webhook " + id + "}" + name;
	}

}
