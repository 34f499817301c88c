package dev.coupon.store.valkey.move.arrival;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Command.Field;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Scripts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list of campaigns that are being taken in. It leads to the imports that broke off
 * with their process and were not repeated.
 */
public final class Arrivals {

	private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

	private static final String LIST = Shared.index("a");

	private Arrivals() {
	}

	static void list(Tools tools, String campaignId) {
		tools.server().send(List.of(Command.of("HSETNX", LIST, campaignId, "")));
	}

	static void unlist(Tools tools, String campaignId) {
		tools.server().send(List.of(Command.of("HDEL", LIST, campaignId)));
	}

	/**
	 * Clears away what is left of imports that have done nothing for some time. The first
	 * call notes how far each import is.
	 */
	public static void sweep(Tools tools, Duration idle) {
		Reply reply = tools.server().read(List.of(Command.of("HGETALL", LIST)));
		reply.fields(0).entrySet().forEach(listed -> {
			try {
				sweep(tools, listed, reply.now(), idle);
			}
			catch (TryAgainException | OutcomeUnknownException e) {
				throw e;
			}
			catch (RuntimeException e) {
				// One import must not keep others, and the purge, from their work.
				log.warn("What is left of an import of {} can't be cleared away: {}", listed.getKey(), e.toString());
			}
		});
	}

	private static void sweep(Tools tools, Map.Entry<String, String> listed, Instant now, Duration idle) {
		String id = listed.getKey();
		String noted = listed.getValue();
		Arriving arriving = Arriving.find(tools, id);
		Field field = new Field(LIST, id);
		if (arriving == null) {
			tools.server().send(List.of(Scripts.delete(field, noted)));
		}
		else if (!noted.startsWith(arriving.version() + " ")) {
			tools.server().send(List.of(Scripts.swap(field, noted, arriving.version() + " " + now.toEpochMilli())));
		}
		else if (time(noted).isBefore(now.minus(idle))) {
			arriving.clear();
		}
	}

	private static Instant time(String noted) {
		return Instant.ofEpochMilli(Long.parseLong(noted.substring(noted.indexOf(' ') + 1)));
	}

}
