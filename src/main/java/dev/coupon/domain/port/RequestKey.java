package dev.coupon.domain.port;

/**
 * An idempotency key with the caller whom it belongs to. The same key of two owners is
 * two keys.
 *
 * @param owner the text that tells the owner from others; {@link #COMMON} for callers who
 * can't be told apart
 * @param text the key, see {@link IssueRequest#IDEMPOTENCY_KEY_PATTERN}
 */
public record RequestKey(String owner, String text) {

	/** The owner of all keys whose senders are unknown. */
	public static final String COMMON = "";

	/** A key that belongs to the common owner. */
	public static RequestKey common(String text) {
		return new RequestKey(COMMON, text);
	}

	/**
	 * The text that tells this key from all keys of all owners. A line break separates
	 * the parts, because keys have none.
	 */
	public String unique() {
		return owner.isEmpty() ? text : text + '\n' + owner;
	}
}
