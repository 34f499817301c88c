package dev.coupon.store.jdbc.move;

import dev.coupon.domain.decision.CampaignChange;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.port.move.CampaignMoves.Arrival;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.report.ReportTable;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.CouponTable;
import dev.coupon.store.jdbc.table.LogTable;
import dev.coupon.store.jdbc.table.PromiseTable;
import dev.coupon.store.move.MoveRefusal;
import dev.coupon.store.move.MovedRow;
import dev.coupon.store.move.MovedRow.Owner;
import dev.coupon.store.move.RowKind;
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
			throw MoveRefusal.noRows();
		}
		Row first = rows.next();
		Owner owner = MovedRow.owner(first);
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
		owner.refuseUnlessSame(existing.state().uid(), existing.deleted());
		return true;
	}

	/** The log and the report of a campaign stay when it is erased. */
	private void refuseIfErased(Owner owner) {
		String uid = owner.uidText();
		if (new ReportTable(tx).has(owner.id(), uid) || !new LogTable(tx).settings(owner.id(), uid).isEmpty()) {
			throw MoveRefusal.erased(owner.id());
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
		RowKind kind = RowKind.of(batch.getFirst());
		batch.forEach(kind::values);
		if (kind == RowKind.COUPON || kind == RowKind.UNISSUED) {
			List<String> codes = batch.stream().map(row -> String.valueOf(row.values().get("code"))).toList();
			Set<String> taken = new CouponTable(tx).taken(codes);
			if (!taken.isEmpty()) {
				throw MoveRefusal.taken(codes.stream().filter(taken::contains).findFirst().orElseThrow());
			}
		}
		MovedTable.of(kind).insert(tx, owner, batch);
	}

	/** Promises the coupons of the campaign, last because others wait for the lock. */
	private void promise(Owner owner) {
		CampaignRow row = campaigns.find(owner.id());
		if (row == null || row.deleted()) {
			throw MoveRefusal.noCampaign();
		}
		PromiseTable promises = new PromiseTable(tx);
		if (CampaignChange.createNew(row.campaign(),
				promises.lockAndRead(row.campaign().codeSource())) instanceof Refuse) {
			throw MoveRefusal.noRoom(owner.id());
		}
		promises.add(row.campaign(), row.campaign().maxCoupons());
	}

}
