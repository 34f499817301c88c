package dev.coupon.web.call;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a request or a call that decide who may make it.
 *
 * @param address the address that it came from
 * @param scheme the scheme of its URL, {@code http} or {@code https}
 * @param headers the headers by their names in any case; null for a header that is absent
 */
public record ArrivedCall(String address, String scheme, Function<String, @Nullable String> headers) {

	/** A header; null if it is absent. */
	public @Nullable String header(String name) {
		return headers.apply(name);
	}

}
