package dev.coupon.events.webhook.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses of names. */
@FunctionalInterface
public interface Names {

	/**
	 * Looks up all addresses of a name; an address is its own name.
	 * @throws UnknownHostException if there is no such name
	 */
	InetAddress[] lookUp(String name) throws UnknownHostException;

}
