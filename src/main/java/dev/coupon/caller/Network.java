package dev.coupon.caller;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network, written such as {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is
 * a network of one.
 *
 * @param address an address of the network
 * @param bits how many bits at the beginning of the address all of the network share
 */
public record Network(InetAddress address, int bits) {

	private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

	/** Matches what the JDK reads as an address without asking for a name. */
	private static final Pattern ADDRESS = Pattern
		.compile("(" + BYTE + "\\.){3}" + BYTE + "|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

	/** Matches the name of the interface behind an address of IPv6. */
	private static final Pattern INTERFACE = Pattern.compile("%.*$");

	private static final Pattern BITS = Pattern.compile("\\d{1,3}");

	/** Reads a network as it is written in settings. */
	public static Network valueOf(String text) {
		String[] parts = text.strip().split("/", -1);
		InetAddress address = address(parts[0]);
		if (address == null || parts.length > 2 || (parts.length == 2 && !BITS.matcher(parts[1]).matches())) {
			throw unreadable(text);
		}
		int all = address.getAddress().length * Byte.SIZE;
		int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : all;
		if (bits > all) {
			throw unreadable(text);
		}
		return new Network(address, bits);
	}

	private static IllegalArgumentException unreadable(String text) {
		return new IllegalArgumentException(text + " is neither an address nor a network such as 10.0.0.0/8");
	}

	/** The address that a text means; null if it isn't one. No name is looked up. */
	public static @Nullable InetAddress address(String text) {
		String plain = INTERFACE.matcher(text).replaceFirst("");
		if (!ADDRESS.matcher(plain).matches()) {
			return null;
		}
		try {
			return InetAddress.getByName(plain);
		}
		catch (UnknownHostException e) {
			return null;
		}
	}

	/** Tells whether an address belongs to the network. */
	public boolean contains(InetAddress other) {
		byte[] ours = address.getAddress();
		byte[] theirs = other.getAddress();
		if (ours.length != theirs.length) {
			return false;
		}
		for (int bit = 0; bit < bits; bit += Byte.SIZE) {
			int rest = Math.max(0, Byte.SIZE - (bits - bit));
			if ((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) >> rest << rest != 0) {
				return false;
			}
		}
		return true;
	}

	@Override
	public String toString() {
		return address.getHostAddress() + "/" + bits;
	}
}
