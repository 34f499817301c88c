package dev.coupon.security.network;

import dev.coupon.web.call.ArrivedCall;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The host names of this service, and the origins of pages that may call it. A page can
 * make a browser resolve the page's own host name to an address of the operator's network
 * (DNS rebinding), but the browser still sends that name as the host.
 */
public final class Hosts {

	/** Matches the port at the end of a host. */
	private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

	private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

	private final Predicate<String> ours = new CachedPredicate(this::means);

	private final List<String> names;

	private final List<String> origins;

	public Hosts(List<String> names, List<String> origins) {
		this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
		this.origins = origins;
	}

	/** Tells whether a {@code Host} header names this service; true if it is absent. */
	boolean isOurs(@Nullable String host) {
		return host == null || ours.test(host);
	}

	private boolean means(String host) {
		String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
		return name.equals("localhost") || ADDRESS.matcher(name).matches() || names.contains(name);
	}

	/**
	 * Tells whether an {@code Origin} header, which browsers add to requests of pages,
	 * names neither this service nor a page that may call it; false if it is absent.
	 */
	boolean isForeign(@Nullable String origin, ArrivedCall call) {
		return origin != null && !origins.contains(origin)
				&& !origin.equalsIgnoreCase(call.scheme() + "://" + call.header(HttpHeaders.HOST));
	}

}
