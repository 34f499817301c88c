package dev.coupon.security.network;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** Addresses of the machine that the tests run on. */
final class Addresses {

	private Addresses() {
	}

	/** All by which others reach it. Empty without a network. */
	static List<InetAddress> notLoopback() {
		try {
			return NetworkInterface.networkInterfaces()
				.flatMap(NetworkInterface::inetAddresses)
				.filter(address -> !address.isLoopbackAddress())
				.toList();
		}
		catch (SocketException e) {
			return List.of();
		}
	}

}
