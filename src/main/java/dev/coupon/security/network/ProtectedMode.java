package dev.coupon.security.network;

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
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in only who is near, while the service can't tell who it is: requests from trusted
 * networks, not passed on by a proxy, addressed to a host that is meant to be this one,
 * and not sent by a page of somebody else's in a browser.
 */
public final class ProtectedMode extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(ProtectedMode.class);

	private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

	private static final String REMEDY = " Configure API keys (coupon.security.keys) or an issuer of JWTs"
			+ " (spring.security.oauth2.resourceserver.jwt)";

	private final List<IpAddressMatcher> networks;

	private final Predicate<String> trusted = new CachedPredicate(this::isTrusted);

	private final Hosts hosts;

	private final ProblemWriter problems;

	private final RequestMatcher open;

	/**
	 * @param networks networks in CIDR notation whose requests are answered
	 * @param hosts the names of this service, and the pages that may call it
	 * @param open what everyone may ask
	 */
	public ProtectedMode(List<String> networks, Hosts hosts, ProblemWriter problems, RequestMatcher open) {
		this.networks = networks.stream().map(IpAddressMatcher::new).toList();
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

	/** Whether it is an address of a trusted network; proxies may pass on anything. */
	private boolean isTrusted(String address) {
		try {
			return networks.stream().anyMatch(network -> network.matches(address));
		}
		catch (IllegalArgumentException e) {
			return false;
		}
	}

	/** Without what filters have made of it that believe every proxy. */
	private static HttpServletRequest asReceived(HttpServletRequest request) {
		ServletRequest received = request;
		while (received instanceof ServletRequestWrapper wrapper) {
			received = wrapper.getRequest();
		}
		return (HttpServletRequest) received;
	}

	/** What is wrong with a request, and how to mend it; null if nothing is. */
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
