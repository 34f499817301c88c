package dev.coupon.domain.port.request;

/**
 * An idempotency key with the caller whom it belongs to. The same key of two owners is
 * two keys.
 *
 * @param owner the text that tells the owner from others; {@link #COMMON} for callers who
 * can't be told apart
 * @param text the key, see {@link IssueRequest#IDEMPOTENCY_KEY_PATTERN}, or the one of a
 * row, see {@link #ofRow}
 */
public record RequestKey(String owner, String text) {

	/** The owner of all keys whose senders are unknown. */
	public static final String COMMON = "";

	/** A character that neither keys nor ids of users have. */
	private static final char SEPARATOR = '\u0001';

	/** A key that belongs to the common owner. */
	public static RequestKey common(String text) {
		return new RequestKey(COMMON, text);
	}

	/**
	 * A key for a row of a batch, made from the key of the batch and the row's user. No
	 * key of a client equals it, because a control character separates the parts.
	 * @param occurrence how many rows of the batch before this one and with this one have
	 * the user, 1 or more
	 */
	public static RequestKey ofRow(RequestKey batch, String userId, int occurrence) {
		return new RequestKey(batch.owner, batch.text + SEPARATOR + occurrence + SEPARATOR + userId);
	}

	/**
	 * The text that tells this key from all keys of all owners. A line break separates
	 * the parts, because keys have none.
	 */
	public String unique() {
		return owner.isEmpty() ? text : text + '\n' + owner;
	}
}
