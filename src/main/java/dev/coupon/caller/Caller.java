package dev.coupon.caller;

import org.jspecify.annotations.Nullable;

/**
 * Who is asking: the holder of a key or token, an address, or the service itself.
 *
 * @param name the key's name, or the token's subject after {@code token:}; absent if the
 * service knows nobody
 * @param address where the request came from; absent if it came from nowhere
 */
public record Caller(@Nullable String name, @Nullable String address) {

	private static final String NOBODY = "the service";

	/** What tells this caller from others: the name if there is one. */
	public String identity() {
		if (name != null) {
			return name;
		}
		return address == null ? NOBODY : address;
	}
}
