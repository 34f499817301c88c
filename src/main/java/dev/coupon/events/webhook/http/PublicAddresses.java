package dev.coupon.events.webhook.http;

import dev.coupon.caller.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses of the public Internet: not those of this machine, of private networks,
 * of the link, of clouds' metadata, of groups, or reserved for other uses (IANA's
 * registries of special-purpose addresses).
 */
final class PublicAddresses {

	private static final List<Network> NOT_PUBLIC_4 = networks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10",
			"127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
			"192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
			"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

	/** The part of IPv6 that is public at all. */
	private static final Network GLOBAL_6 = Network.valueOf("2000::/3");

	/**
	 * The parts of it that are not, or that hide an address of IPv4 (2001::/32 and
	 * 2002::/16).
	 */
	private static final List<Network> NOT_PUBLIC_6 = networks("2001::/23", "2001:db8::/32", "2002::/16",
			"2620:4f:8000::/48", "3fff::/20");

	private PublicAddresses() {
	}

	private static List<Network> networks(String... texts) {
		return Stream.of(texts).map(Network::valueOf).toList();
	}

	/** Tells whether an address is one of them. */
	static boolean contain(InetAddress address) {
		if (address instanceof Inet4Address) {
			return NOT_PUBLIC_4.stream().noneMatch(network -> network.contains(address));
		}
		return GLOBAL_6.contains(address) && NOT_PUBLIC_6.stream().noneMatch(network -> network.contains(address));
	}

}
