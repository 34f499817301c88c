package dev.coupon.store.valkey.connection;

import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version of the layout of all keys and values, which the servers keep. It changes
 * when a version of the service can't read what another one has written.
 */
final class LayoutVersion {

	private static final Logger log = LoggerFactory.getLogger(LayoutVersion.class);

	/** The layout of this version of the service. */
	private static final String PRESENT = "1";

	private static final String KEY = "?layout";

	private LayoutVersion() {
	}

	/**
	 * Notes the version on servers that have none.
	 * @param name the name of the servers that operators know
	 * @throws UnusableStoreException if the servers have data of another layout
	 */
	static void check(Server server, String name) {
		try {
			@Nullable String kept = server.read(List.of(Command.of("GET", KEY))).text(0);
			if (kept == null) {
				server.send(List.of(Command.of("SET", KEY, PRESENT, "NX")));
			}
			else if (!kept.equals(PRESENT)) {
				throw new UnusableStoreException(
						"%s has data of another version of the service: layout %s instead of %s.".formatted(name, kept,
								PRESENT),
						"Start that version, or restore a backup made before the update.", null);
			}
		}
		catch (TryAgainException e) {
			// A node or its replicas are away, so nothing can be issued either.
			log.warn("The version of the data can't be checked now: {}", e.getMessage());
		}
	}

}
