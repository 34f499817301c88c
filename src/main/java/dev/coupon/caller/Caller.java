package dev.coupon.caller;

import dev.coupon.domain.log.Act;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request: the holder of a key or token, an address, or the service
 * itself.
 *
 * @param name the key's name, or {@code token:} and the token's subject; absent if the
 * sender is unknown
 * @param address the address that the request came from; absent if no request came from
 * outside
 * @param issuer the issuer of the token; absent without a token
 */
public record Caller(@Nullable String name, @Nullable String address, @Nullable String issuer) {

	private static final String NOBODY = "the service";

	/**
	 * The text that tells this caller from others: the name if there is one, or else the
	 * address.
	 */
	public String identity() {
		if (name != null) {
			return name;
		}
		return address == null ? NOBODY : address;
	}

	/**
	 * The text that tells the owner of idempotency keys from others: the key's name, or
	 * the token's subject and issuer. All callers without a name are one owner, with an
	 * empty text, because the same caller may come from several addresses. A line break
	 * separates the subject from the issuer, because names of keys have none.
	 */
	public String owner() {
		if (name == null) {
			return "";
		}
		return issuer == null ? name : name + '\n' + issuer;
	}

	/**
	 * An act of this caller.
	 * @param reason the reason in the caller's words; absent if none was given
	 */
	public Act act(@Nullable String reason) {
		return new Act(name == null ? null : owner(), address, reason);
	}
}
