package dev.coupon.store.valkey.move;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.domain.port.move.UnmovableException;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.damage.DamagedCampaignException;
import dev.coupon.store.move.MoveRefusal;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.evidence.CampaignExamination;
import dev.coupon.store.valkey.index.CampaignIndex;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.move.arrival.CampaignArrival;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.server.Server;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The moves of campaigns out of a server or cluster, and into it. */
public final class ValkeyCampaignMoves implements CampaignMoves {

	private final Tools tools;

	/**
	 * @param patience how long a step is repeated while the server doesn't do it
	 */
	public ValkeyCampaignMoves(Tools tools, Duration patience) {
		Server server = new RepeatingServer(tools.server(), new Retries(patience));
		this.tools = new Tools(server, new CampaignReader(server), new CampaignIndex(server), tools.random(),
				tools.level());
	}

	@Override
	public void giveAway(String campaignId, Consumer<Row> rows) {
		atOnce(() -> {
			CampaignDeparture.run(tools.server(), campaignId, rows);
			return campaignId;
		});
	}

	@Override
	public Arrival takeIn(Iterator<Row> rows) {
		return atOnce(() -> new CampaignArrival(tools).takeIn(rows));
	}

	@Override
	public Report report(String campaignId) {
		return atOnce(() -> {
			CampaignHead head = tools.campaigns().head(campaignId);
			if (head == null || head.deleted()) {
				throw MoveRefusal.notFound(campaignId);
			}
			return CampaignExamination.report(tools.server(), head);
		});
	}

	private static <T> T atOnce(Supplier<T> move) {
		try {
			return move.get();
		}
		catch (TryAgainException e) {
			throw new OverloadedException("The server can't do it now: " + e.getMessage());
		}
		catch (DamagedCampaignException e) {
			throw new UnmovableException(String.valueOf(e.getMessage()));
		}
	}

}
