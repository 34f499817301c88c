package dev.coupon.security.network;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which names the service is called, and by which pages. A page can have a browser
 * take a name of its own for an address of the operator's network (DNS rebinding), but it
 * can't have it say another name than that.
 */
public final class Hosts {

	/** A name or address with a port or without. */
	private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

	private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

	private final Predicate<String> ours = new CachedPredicate(this::means);

	private final List<String> names;

	private final List<String> origins;

	public Hosts(List<String> names, List<String> origins) {
		this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
		this.origins = origins;
	}

	/** Whether a {@code Host} header means this service. */
	boolean isOurs(@Nullable String host) {
		return host == null || ours.test(host);
	}

	private boolean means(String host) {
		String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
		return name.equals("localhost") || ADDRESS.matcher(name).matches() || names.contains(name);
	}

	/**
	 * Whether an {@code Origin} header, which browsers send along with what pages do, is
	 * neither this service nor one that may call it.
	 */
	boolean isForeign(@Nullable String origin, HttpServletRequest request) {
		return origin != null && !origins.contains(origin)
				&& !origin.equalsIgnoreCase(request.getScheme() + "://" + request.getHeader("Host"));
	}

}
