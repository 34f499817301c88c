package dev.coupon.store.valkey.evidence;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.evidence.Shelf.Item;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.server.Write;
import dev.coupon.store.valkey.server.Write.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The reports that are kept, one of each campaign that is gone. */
public final class Reports {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final int ATTEMPTS = 100;

	private static final String HEAD = Shared.reports("m");

	private static final String LAST = "n";

	/** The hash that has the campaigns with a report, by their uids. */
	private static final String KEPT = Shared.reports("u");

	private final Server server;

	private final Shelf shelf;

	public Reports(Server server) {
		this.server = server;
		this.shelf = new Shelf(server, Shared::reports);
	}

	/** Keeps a report, unless there is one already of its campaign. */
	public void keep(Report report) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Reply reply = server.read(List.of(Command.of("HMGET", HEAD, Write.FIELD, LAST),
					Command.of("HGET", KEPT, report.campaignUid())));
			if (reply.text(1) != null) {
				return;
			}
			String last = reply.texts(0).get(1);
			long position = (last == null ? 0 : Long.parseLong(last)) + 1;
			List<Command> commands = new ArrayList<>(
					shelf.add(new Item(position, report.campaignId(), JSON.writeValueAsString(report))));
			commands.add(shelf.forgettable(position, report.madeAt()));
			commands.add(Command.of("HSET", HEAD, LAST, Long.toString(position)));
			commands.add(Command.of("HSET", KEPT, report.campaignUid(), Long.toString(position)));
			if (server.write(new Write(versioned(reply.texts(0).getFirst()), server.newVersion(), commands))) {
				return;
			}
		}
		throw new TryAgainException("The reports keep changing", null);
	}

	private static Versioned versioned(@Nullable String version) {
		return new Versioned(HEAD, Objects.requireNonNullElse(version, Write.NONE));
	}

	/** Tells whether a report is kept of a campaign, and is not lost with its node. */
	public boolean has(String campaignUid) {
		return server.readConfirmed(List.of(List.of(Command.of("HGET", KEPT, campaignUid)))).getFirst().text(0) != null;
	}

	/** The reports before a position, newest first; see the port. */
	public Page<Report, Long> page(@Nullable String campaignId, @Nullable Long after, int limit) {
		return shelf.page(campaignId, after, limit, Reports::read);
	}

	private static Report read(Item item) {
		return JSON.readValue(item.text(), Report.class);
	}

	/** Forgets reports that were made before a time, and returns how many. */
	public int forget(Instant before, int limit) {
		String version = server.read(List.of(Command.of("HGET", HEAD, Write.FIELD))).text(0);
		List<Item> old = shelf.oldest(before, limit);
		List<Command> commands = new ArrayList<>();
		for (Item item : old) {
			commands.addAll(shelf.remove(item));
			commands.add(Command.of("HDEL", KEPT, read(item).campaignUid()));
		}
		if (!old.isEmpty() && !server.write(new Write(versioned(version), server.newVersion(), commands))) {
			throw new TryAgainException("The reports keep changing", null);
		}
		return old.size();
	}

}
