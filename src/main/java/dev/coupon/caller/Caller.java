package dev.coupon.caller;

import org.jspecify.annotations.Nullable;

/**
 * The sender of a request: the holder of a key or token, an address, or the service
 * itself.
 *
 * @param name the key's name, or {@code token:} and the token's subject; absent if the
 * sender is unknown
 * @param address the address that the request came from; absent if no request came from
 * outside
 */
public record Caller(@Nullable String name, @Nullable String address) {

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
}
