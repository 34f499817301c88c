package dev.coupon.security.network;

import dev.coupon.caller.Network;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Restricts access while the service has no means to authenticate callers. Requests are
 * answered if they come from a trusted network, were not passed on by a proxy, are
 * addressed to a host name of this service, and were not sent by a foreign page in a
 * browser.
 */
public final class ProtectedMode extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(ProtectedMode.class);

	private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

	private static final String REMEDY = " Configure API keys (coupon.security.keys) or an issuer of JWTs"
			+ " (spring.security.oauth2.resourceserver.jwt)";

	private final List<Network> networks;

	private final Predicate<String> trusted = new CachedPredicate(this::isTrusted);

	private final Hosts hosts;

	private final ProblemWriter problems;

	private final RequestMatcher open;

	/**
	 * @param networks the networks, in CIDR notation, whose requests are answered
	 * @param hosts the names of this service, and the pages that may call it
	 * @param open the requests that are answered to everyone
	 */
	public ProtectedMode(List<String> networks, Hosts hosts, ProblemWriter problems, RequestMatcher open) {
		this.networks = networks.stream().map(Network::valueOf).toList();
		this.hosts = hosts;
		this.problems = problems;
		this.open = open;
		log.warn("Protected mode: there are no API keys, so only {} are answered", networks);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String fault = fault(asReceived(request));
		if (fault == null || open.matches(request)) {
			chain.doFilter(request, response);
		}
		else {
			problems.write(ProblemAnswer.of(Problem.FORBIDDEN, fault), request, response);
		}
	}

	/**
	 * Tells whether an address belongs to a trusted network. A text that isn't an address
	 * is not trusted; it can occur because proxies may pass on anything.
	 */
	private boolean isTrusted(String address) {
		InetAddress sender = Network.address(address);
		return sender != null && networks.stream().anyMatch(network -> network.contains(sender));
	}

	/**
	 * The request as the server received it, because filters that believe every proxy may
	 * have changed it.
	 */
	private static HttpServletRequest asReceived(HttpServletRequest request) {
		ServletRequest received = request;
		while (received instanceof ServletRequestWrapper wrapper) {
			received = wrapper.getRequest();
		}
		return (HttpServletRequest) received;
	}

	/** The reason to refuse a request, and how to mend it; null if there is none. */
	private @Nullable String fault(HttpServletRequest request) {
		if (!trusted.test(request.getRemoteAddr())) {
			return "The service has no API keys, so it answers trusted networks only." + REMEDY
					+ ", or add a network to coupon.security.trusted-networks.";
		}
		if (FORWARDED.stream().anyMatch(name -> request.getHeader(name) != null)) {
			return "The service has no API keys, so it doesn't answer what a proxy passes on." + REMEDY
					+ ", or tell the service to trust the proxy (server.forward-headers-strategy=native).";
		}
		if (!hosts.isOurs(request.getHeader("Host"))) {
			return "The service has no API keys, so it answers to localhost and addresses only." + REMEDY
					+ ", or add the name to coupon.security.trusted-hosts.";
		}
		return hosts.isForeign(request.getHeader("Origin"), request)
				? "The service has no API keys, so pages from elsewhere may not call it." + REMEDY
						+ ", or add the page's origin to coupon.security.allowed-origins."
				: null;
	}

}
