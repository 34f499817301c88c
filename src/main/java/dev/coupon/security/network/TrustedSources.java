package dev.coupon.security.network;

import dev.coupon.caller.Network;
import dev.coupon.web.call.ArrivedCall;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * The sources of requests that are answered while the service has no means to
 * authenticate callers. Requests are answered if they come from a trusted network, were
 * not passed on by a proxy, are addressed to a host name of this service, and were not
 * sent by a foreign page in a browser.
 */
public final class TrustedSources {

	private static final Logger log = LoggerFactory.getLogger(TrustedSources.class);

	private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

	private static final String REMEDY = " Configure API keys (coupon.security.keys) or an issuer of JWTs"
			+ " (spring.security.oauth2.resourceserver.jwt)";

	private final List<Network> networks;

	private final Predicate<String> trusted = new CachedPredicate(this::isTrusted);

	private final Hosts hosts;

	/**
	 * @param networks the networks, in CIDR notation, whose requests are answered
	 * @param hosts the names of this service, and the pages that may call it
	 */
	public TrustedSources(List<String> networks, Hosts hosts) {
		this.networks = networks.stream().map(Network::valueOf).toList();
		this.hosts = hosts;
		log.warn("Protected mode: there are no API keys, so only {} are answered", networks);
	}

	/**
	 * Tells whether an address belongs to a trusted network. A text that isn't an address
	 * is not trusted; it can occur because proxies may pass on anything.
	 */
	private boolean isTrusted(String address) {
		InetAddress sender = Network.address(address);
		return sender != null && networks.stream().anyMatch(network -> network.contains(sender));
	}

	private static boolean isPassedOn(ArrivedCall call) {
		for (String name : FORWARDED) {
			if (call.header(name) != null) {
				return true;
			}
		}
		return false;
	}

	/** The reason to refuse a request, and how to mend it; null if there is none. */
	public @Nullable String fault(ArrivedCall call) {
		if (!trusted.test(call.address())) {
			return "The service has no API keys, so it answers trusted networks only." + REMEDY
					+ ", or add a network to coupon.security.trusted-networks.";
		}
		if (isPassedOn(call)) {
			return "The service has no API keys, so it doesn't answer what a proxy passes on." + REMEDY
					+ ", or tell the service to trust the proxy (server.forward-headers-strategy=native).";
		}
		if (!hosts.isOurs(call.header(HttpHeaders.HOST))) {
			return "The service has no API keys, so it answers to localhost and addresses only." + REMEDY
					+ ", or add the name to coupon.security.trusted-hosts.";
		}
		return hosts.isForeign(call.header(HttpHeaders.ORIGIN), call)
				? "The service has no API keys, so pages from elsewhere may not call it." + REMEDY
						+ ", or add the page's origin to coupon.security.allowed-origins."
				: null;
	}

}
