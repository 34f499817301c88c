package dev.coupon.store.valkey.connection;

import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.index.CampaignIndex;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The check of the version of the layout of all data, which the servers keep. */
final class LayoutVersion {

	private LayoutVersion() {
	}

	/**
	 * Notes the version on servers that are empty.
	 * @param name the name of the servers that operators know
	 * @throws UnusableStoreException if the servers have data of another layout
	 * @throws TryAgainException if a server doesn't answer
	 */
	static void check(Server server, String name) {
		boolean isEmpty = new CampaignIndex(server).idsAfter(null, 1).isEmpty();
		String kept = read(server);
		if (kept == null && isEmpty) {
			server.sendUnconfirmed(List.of(Command.of("SETNX", Shared.layout(), Shared.LAYOUT)));
			kept = read(server);
		}
		if (kept == null) {
			throw new UnusableStoreException(
					"%s has campaigns, but not the key %s with the version of their data.".formatted(name,
							Shared.layout()),
					"Restore a backup that has it, or set it to %s if only this version has written data."
						.formatted(Shared.LAYOUT),
					null);
		}
		if (!kept.equals(Shared.LAYOUT)) {
			throw new UnusableStoreException("%s has data of another version of the service: layout %s instead of %s."
				.formatted(name, kept, Shared.LAYOUT),
					"Start that version, or restore a backup made before the update.", null);
		}
	}

	private static @Nullable String read(Server server) {
		return server.read(List.of(Command.of("GET", Shared.layout()))).text(0);
	}

}
