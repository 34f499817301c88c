package dev.coupon.store.jdbc.move;

import dev.coupon.domain.decision.CampaignChange;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.port.move.CampaignMoves.Arrival;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.port.move.UnmovableException;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.move.MovedTable.Owner;
import dev.coupon.store.jdbc.report.ReportTable;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.CouponTable;
import dev.coupon.store.jdbc.table.LogTable;
import dev.coupon.store.jdbc.table.PromiseTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The arrival of a campaign from another store, within a transaction. */
final class CampaignArrival {

	private static final int AT_ONCE = 1_000;

	private final Tx tx;

	private final CampaignTable campaigns;

	CampaignArrival(Tx tx) {
		this.tx = tx;
		this.campaigns = new CampaignTable(tx);
	}

	/** Takes a campaign in; see the port. */
	Arrival takeIn(Iterator<Row> rows) {
		if (!rows.hasNext()) {
			throw new UnmovableException("There is no campaign in the file.");
		}
		Row first = rows.next();
		Owner owner = MovedTable.owner(first);
		if (isPresent(owner)) {
			return Arrival.PRESENT;
		}
		refuseIfErased(owner);
		insert(owner, first, rows);
		promise(owner);
		return Arrival.NEW;
	}

	private boolean isPresent(Owner owner) {
		CampaignRow existing = campaigns.findEvenDamaged(owner.id());
		if (existing == null) {
			return false;
		}
		if (existing.deleted()) {
			throw new UnmovableException(
					"A campaign %s is deleted here, but not yet erased. Try again when it is.".formatted(owner.id()));
		}
		if (!MovedTable.owner(existing).equals(owner)) {
			throw new UnmovableException(
					"Another campaign here has the id %s. Delete it, if nobody needs it.".formatted(owner.id()));
		}
		return true;
	}

	/** The log and the report of a campaign stay when it is erased. */
	private void refuseIfErased(Owner owner) {
		String uid = CampaignRow.uid(owner.uid());
		if (new ReportTable(tx).has(owner.id(), uid) || !new LogTable(tx).settings(owner.id(), uid).isEmpty()) {
			throw new UnmovableException(
					"The campaign %s was deleted here, and its log is kept, so that it can't come back."
						.formatted(owner.id()));
		}
	}

	private void insert(Owner owner, Row first, Iterator<Row> rows) {
		List<Row> batch = new ArrayList<>(List.of(first));
		while (rows.hasNext()) {
			Row row = rows.next();
			if (batch.size() == AT_ONCE || !batch.getFirst().kind().equals(row.kind())) {
				insert(owner, batch);
				batch.clear();
			}
			batch.add(row);
		}
		insert(owner, batch);
	}

	private void insert(Owner owner, List<Row> batch) {
		MovedTable table = MovedTable.of(batch.getFirst().kind());
		if (table == MovedTable.COUPON || table == MovedTable.UNISSUED) {
			List<String> codes = batch.stream().map(row -> String.valueOf(row.values().get("code"))).toList();
			Set<String> taken = new CouponTable(tx).taken(codes);
			if (!taken.isEmpty()) {
				throw new UnmovableException("The code %s belongs to another campaign here."
					.formatted(codes.stream().filter(taken::contains).findFirst().orElseThrow()));
			}
		}
		table.insert(tx, owner, batch);
	}

	/** Promises the coupons of the campaign, last because others wait for the lock. */
	private void promise(Owner owner) {
		CampaignRow row = campaigns.find(owner.id());
		if (row == null || row.deleted()) {
			throw new UnmovableException("The rows are of no campaign: the file is not as it was written.");
		}
		PromiseTable promises = new PromiseTable(tx);
		if (CampaignChange.createNew(row.campaign(),
				promises.lockAndRead(row.campaign().codeSource())) instanceof Refuse) {
			throw new UnmovableException(
					"The campaigns here leave too few codes of the format of %s.".formatted(owner.id()));
		}
		promises.add(row.campaign(), row.campaign().maxCoupons());
	}

}
