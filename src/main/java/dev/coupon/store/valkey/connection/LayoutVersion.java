package dev.coupon.store.valkey.connection;

import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.index.CampaignIndex;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Server;
import java.util.List;

/**
 * The version of the layout of all keys and values, which the servers keep. It changes
 * when a version of the service can't read what another one has written.
 */
final class LayoutVersion {

	/** The layout of this version of the service. */
	private static final String PRESENT = "1";

	/**
	 * The key is in the slot of the list of campaigns, so that a replica that has a
	 * campaign on the list has the version, which was written before.
	 */
	private static final String KEY = Shared.index("layout");

	private LayoutVersion() {
	}

	/**
	 * Notes the version on servers that are empty.
	 * @param name the name of the servers that operators know
	 * @throws UnusableStoreException if the servers have data of another layout
	 * @throws TryAgainException if a server doesn't answer
	 */
	static void check(Server server, String name) {
		String kept = server.read(List.of(Command.of("GET", KEY))).text(0);
		if (kept == null) {
			if (new CampaignIndex(server).idsAfter(null, 1).isEmpty()) {
				server.sendUnconfirmed(List.of(Command.of("SET", KEY, PRESENT, "NX")));
				return;
			}
			kept = "unknown";
		}
		if (!kept.equals(PRESENT)) {
			throw new UnusableStoreException("%s has data of another version of the service: layout %s instead of %s."
				.formatted(name, kept, PRESENT), "Start that version, or restore a backup made before the update.",
					null);
		}
	}

}
