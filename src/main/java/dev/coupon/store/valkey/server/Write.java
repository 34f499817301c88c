package dev.coupon.store.valkey.server;

import dev.coupon.store.valkey.node.Command;
import java.util.List;

/**
 * Commands that change data in one slot, all of them or none.
 *
 * @param versioned the data and the version that it must still have
 * @param next the version that it has afterwards
 * @param commands what is done; nothing just to change the version
 * @param gone whether the data is gone afterwards, and its version with it
 */
public record Write(Versioned versioned, String next, List<Command> commands, boolean gone) {

	/** The field that has the version. */
	public static final String FIELD = "v";

	/** The version of data that doesn't exist. */
	public static final String NONE = "";

	/**
	 * Data in one slot with a version.
	 *
	 * @param head the key of the hash that has the version
	 * @param version the version; {@link #NONE} if there is none
	 */
	public record Versioned(String head, String version) {
	}

	public Write(Versioned versioned, String next, List<Command> commands) {
		this(versioned, next, commands, false);
	}

}
