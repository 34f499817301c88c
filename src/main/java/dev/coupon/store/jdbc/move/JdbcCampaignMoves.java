package dev.coupon.store.jdbc.move;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.domain.port.move.UnmovableException;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.damage.DamagedCampaignException;
import dev.coupon.store.jdbc.connection.Transactions;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.report.CampaignExamination;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.move.MoveRefusal;
import dev.coupon.store.move.MovedRow.Owner;
import dev.coupon.store.move.RowKind;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.NonTransientDataAccessException;

/** The moves of campaigns out of a database and into it, each in one transaction. */
public final class JdbcCampaignMoves implements CampaignMoves {

	private final Transactions transactions;

	public JdbcCampaignMoves(Transactions transactions) {
		this.transactions = transactions;
	}

	@Override
	public void giveAway(String campaignId, Consumer<Row> rows) {
		atOnce(() -> transactions.snapshot(tx -> {
			giveAway(tx, campaignId, rows);
			return campaignId;
		}));
	}

	private static void giveAway(Tx tx, String campaignId, Consumer<Row> rows) {
		tx.allowPauses();
		CampaignRow row = new CampaignTable(tx).find(campaignId);
		if (row == null || row.deleted()) {
			throw MoveRefusal.notFound(campaignId);
		}
		Owner owner = Owner.of(campaignId, row.state().uid());
		for (RowKind kind : RowKind.values()) {
			MovedTable.of(kind).read(tx, owner, rows);
		}
	}

	@Override
	public Arrival takeIn(Iterator<Row> rows) {
		return atOnce(() -> transactions.write(tx -> {
			tx.allowPauses();
			return new CampaignArrival(tx).takeIn(rows);
		}, Arrival.NEW::equals));
	}

	@Override
	public Report report(String campaignId) {
		return atOnce(() -> transactions
			.snapshot(tx -> Optional.ofNullable(CampaignExamination.report(tx, campaignId, false))))
			.orElseThrow(() -> MoveRefusal.notFound(campaignId));
	}

	/** Runs a transaction once, because its rows can be read only once. */
	private static <T> T atOnce(Supplier<T> transaction) {
		try {
			return transaction.get();
		}
		catch (TryAgainException e) {
			throw new OverloadedException("The database can't do it now: " + e.getMessage());
		}
		catch (NonTransientDataAccessException e) {
			throw new UnmovableException("The database refuses a row: "
					+ NestedExceptionUtils.getMostSpecificCause(e).getMessage() + ". Nothing is changed.");
		}
		catch (DamagedCampaignException e) {
			throw new UnmovableException(String.valueOf(e.getMessage()));
		}
	}

}
