package dev.coupon.store.valkey.move.arrival;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.decision.CampaignChange;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.decision.Counts;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.domain.port.move.UnmovableException;
import dev.coupon.store.move.MoveRefusal;
import dev.coupon.store.move.MovedRow;
import dev.coupon.store.move.MovedRow.Owner;
import dev.coupon.store.move.RowKind;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.evidence.Reports;
import dev.coupon.store.valkey.feed.Feed;
import dev.coupon.store.valkey.index.CampaignIndex.Listed;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.SettingsText;
import dev.coupon.store.valkey.move.row.CountsRow;
import dev.coupon.store.valkey.move.row.SettingsRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arrival of a campaign from another store: all of it at once, or nothing. */
public final class CampaignArrival {

	private static final int AT_ONCE = 512;

	private static final int ATTEMPTS = 100;

	private final Tools tools;

	public CampaignArrival(Tools tools) {
		this.tools = tools;
	}

	/** Takes a campaign in; see the port. */
	public CampaignMoves.Arrival takeIn(Iterator<CampaignMoves.Row> rows) {
		if (!rows.hasNext()) {
			throw MoveRefusal.noRows();
		}
		CampaignMoves.Row first = rows.next();
		Owner owner = MovedRow.owner(first);
		if (isPresent(owner)) {
			return CampaignMoves.Arrival.PRESENT;
		}
		refuseIfErased(owner);
		Arriving arriving = begin(new MovedRow(first), rows, owner);
		if (arriving == null) {
			if (isPresent(owner)) {
				return CampaignMoves.Arrival.PRESENT;
			}
			throw new OverloadedException("Campaign %s keeps changing".formatted(owner.id()));
		}
		takeInOrClear(arriving, rows);
		return CampaignMoves.Arrival.NEW;
	}

	private void takeInOrClear(Arriving arriving, Iterator<CampaignMoves.Row> rows) {
		try {
			takeIn(arriving, rows);
			appear(arriving);
		}
		catch (RuntimeException e) {
			clear(arriving, e);
			throw e;
		}
	}

	private boolean isPresent(Owner owner) {
		CampaignHead existing = tools.campaigns().head(owner.id());
		if (existing == null) {
			return false;
		}
		owner.refuseUnlessSame(existing.state().uid(), existing.deleted());
		return true;
	}

	/** Refuses a campaign that was erased here, whose report or audit is still kept. */
	private void refuseIfErased(Owner owner) {
		if (new Reports(tools.server()).has(owner.uidText())
				|| new Feed(tools.server(), tools.campaigns()).knows(owner.id(), owner.uidText())) {
			throw MoveRefusal.erased(owner.id());
		}
	}

	private @Nullable Arriving begin(MovedRow settings, Iterator<CampaignMoves.Row> rows, Owner owner) {
		MovedRow counts = rows.hasNext() ? new MovedRow(rows.next()) : settings;
		if (counts.kind() != RowKind.COUNTS) {
			throw MoveRefusal.noCampaign();
		}
		SettingsText text;
		Campaign campaign;
		try {
			text = SettingsRow.read(settings, counts);
			campaign = text.campaign(owner.id());
		}
		catch (UnmovableException e) {
			throw e;
		}
		catch (RuntimeException e) {
			throw new UnmovableException("The settings of campaign %s can't be read: %s".formatted(owner.id(),
					String.valueOf(e.getMessage())));
		}
		CampaignState state = CountsRow.read(counts, campaign, owner, settings.number("revision"));
		if (!Campaign.isId(owner.id()) || settings.flag("deleted") || !isPossible(state)) {
			throw MoveRefusal.noCampaign();
		}
		return Arriving.begin(tools, text, state);
	}

	private static boolean isPossible(CampaignState state) {
		Counts counts = state.counts();
		int max = state.campaign().maxCoupons();
		return max >= 1 && max <= Campaign.MAX_COUPONS && counts.issued() >= 0 && counts.issued() <= max
				&& counts.entries() >= 0 && counts.stocked() >= 0 && counts.stocked() <= Campaign.MAX_COUPONS;
	}

	private static void takeIn(Arriving arriving, Iterator<CampaignMoves.Row> rows) {
		ArrivingCoupons coupons = new ArrivingCoupons(arriving);
		ArrivingLives lives = new ArrivingLives(arriving);
		List<MovedRow> batch = new ArrayList<>();
		while (rows.hasNext()) {
			MovedRow row = new MovedRow(rows.next());
			if (!batch.isEmpty() && (batch.size() == AT_ONCE || batch.getFirst().kind() != row.kind())) {
				refuseUnlessBefore(batch.getFirst().kind(), row.kind());
				takeIn(coupons, lives, batch);
				batch.clear();
			}
			batch.add(row);
		}
		if (!batch.isEmpty()) {
			takeIn(coupons, lives, batch);
		}
		coupons.refuseUnlessComplete();
		lives.refuseUnlessComplete();
		new ArrivingUsers(arriving).list();
	}

	private static void refuseUnlessBefore(RowKind kind, RowKind next) {
		if (next.compareTo(kind) < 0) {
			throw MoveRefusal.noCampaign();
		}
	}

	private static void takeIn(ArrivingCoupons coupons, ArrivingLives lives, List<MovedRow> batch) {
		switch (batch.getFirst().kind()) {
			case CAMPAIGN, COUNTS -> throw MoveRefusal.noCampaign();
			case COUPON -> coupons.coupons(batch);
			case UNISSUED -> coupons.unissued(batch);
			case REDEMPTION -> lives.redemptions(batch);
			case VOIDING -> lives.voidings(batch);
			case LOG -> lives.log(batch);
		}
	}

	/** Promises the coupons of the campaign, and lets it be there. */
	private void appear(Arriving arriving) {
		String id = arriving.keys().id();
		promise(arriving);
		boolean appeared = false;
		try {
			appeared = arriving.appear();
		}
		finally {
			if (!appeared) {
				tools.keepPromiseOfPresent(id, arriving.keys().uid());
			}
		}
		if (!appeared) {
			throw MoveRefusal.another(id);
		}
		// Once more, because a campaign that had its id meanwhile may have taken its
		// users off the lists.
		new ArrivingUsers(arriving).list();
	}

	private void promise(Arriving arriving) {
		Campaign campaign = arriving.state().campaign();
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Listed listed = tools.index().read(campaign.id());
			if (CampaignChange.createNew(campaign, listed.promisedByOthers()) instanceof Refuse) {
				throw MoveRefusal.noRoom(campaign.id());
			}
			if (tools.index().put(listed, arriving.keys().uid(), campaign)) {
				return;
			}
		}
		throw new OverloadedException("The list of campaigns keeps changing");
	}

	private static void clear(Arriving arriving, RuntimeException failure) {
		try {
			arriving.clear();
		}
		catch (RuntimeException e) {
			failure.addSuppressed(e);
		}
	}

}
