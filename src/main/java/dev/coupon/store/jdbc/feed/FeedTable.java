package dev.coupon.store.jdbc.feed;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.CampaignRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code feed_run} and {@code feed_end}, within a transaction. The counters of
 * a campaign say how many events it has. They change in the transaction of each event, so
 * all that they say is committed. A new run has the events that the counters know and the
 * feed doesn't. An event that is committed later goes into a later run.
 */
public final class FeedTable {

	private static final String BEHIND = """
			FROM campaign_counter n JOIN campaign k ON k.id = n.campaign_id
			LEFT JOIN feed_end e ON e.campaign_id = n.campaign_id
			WHERE (n.issued > COALESCE(e.issued, 0) OR n.entries > COALESCE(e.entries, 0))
			""";

	private static final String REST = """
			SELECT 0 AS position, n.campaign_id, k.uid AS campaign_uid, COALESCE(e.issued, 0) AS issued_from,
			COALESCE(e.entries, 0) AS entries_from, n.issued AS issued_to, n.entries AS entries_to
			""" + BEHIND;

	private static final String LAST = "SELECT * FROM feed_run ORDER BY position DESC LIMIT 1";

	private final Tx tx;

	public FeedTable(Tx tx) {
		this.tx = tx;
	}

	/** Tells whether there are events that are not in the feed. */
	public boolean isBehind() {
		return tx.row("SELECT 1 " + BEHIND + " LIMIT 1", (row, number) -> true) != null;
	}

	/** The position of a reader who has read all that is in the feed. */
	public EventPosition end() {
		EventRun last = tx.row(LAST, FeedTable::read);
		return last == null ? EventPosition.START : last.at(last.to());
	}

	/** Appends all events that are not in the feed. */
	public void extend() {
		lock();
		tx.rows(REST + "ORDER BY n.campaign_id", FeedTable::read).forEach(this::append);
	}

	/**
	 * Appends the last events of a campaign, which is about to be erased and is locked.
	 */
	public void finish(String campaignId) {
		lock();
		tx.rows(REST + "AND n.campaign_id = ?", FeedTable::read, campaignId).forEach(this::append);
		tx.update("DELETE FROM feed_end WHERE campaign_id = ?", campaignId);
	}

	/** Takes the lock for appending, and keeps it until the transaction ends. */
	private void lock() {
		Objects.requireNonNull(tx.row("SELECT name FROM turn WHERE name = 'feed' $locked", (row, number) -> true));
	}

	/**
	 * Appends a run. If the last run is of the same campaign and ends where this one
	 * begins, that run is made longer instead.
	 */
	private void append(EventRun run) {
		EventRun last = tx.row(LAST, FeedTable::read);
		if (last != null && last.campaignUid().equals(run.campaignUid()) && last.to().equals(run.from())) {
			tx.update("UPDATE feed_run SET issued_to = ?, entries_to = ? WHERE position = ?", run.to().coupons(),
					run.to().entries(), last.position());
		}
		else {
			tx.update("""
					INSERT INTO feed_run (campaign_id, campaign_uid, issued_from, entries_from, issued_to, entries_to)
					VALUES (?, ?, ?, ?, ?, ?)""", run.campaignId(), CampaignRow.uid(run.campaignUid()),
					run.from().coupons(), run.from().entries(), run.to().coupons(), run.to().entries());
		}
		tx.update("""
				INSERT INTO feed_end (campaign_id, issued, entries) VALUES (?, ?, ?)
				ON CONFLICT (campaign_id) DO UPDATE SET issued = excluded.issued, entries = excluded.entries""",
				run.campaignId(), run.to().coupons(), run.to().entries());
	}

	/**
	 * The next run that a reader hasn't read to its end; null if there is none. The
	 * condition begins with a bound for the index, because the database would read all
	 * runs from the first one on otherwise.
	 */
	@Nullable EventRun next(EventSelection selection, EventPosition after) {
		String unread = """
				SELECT * FROM feed_run WHERE position >= ? AND (position > ? OR issued_to > ? OR entries_to > ?)
				%s ORDER BY position LIMIT 1""";
		Object[] position = { after.run(), after.run(), after.reach().coupons(), after.reach().entries() };
		return selection.campaignIds().isEmpty() ? tx.row(unread.formatted(""), FeedTable::read, position)
				: tx.row(unread.formatted("AND campaign_id IN (SELECT value FROM $strings AS s)"), FeedTable::read,
						position[0], position[1], position[2], position[3], Tx.strings(selection.campaignIds()));
	}

	private static EventRun read(ResultSet row, int number) throws SQLException {
		return new EventRun(row.getLong("position"), row.getString("campaign_id"),
				CampaignRow.uid(row.getLong("campaign_uid")),
				new Reach(row.getInt("issued_from"), row.getInt("entries_from")),
				new Reach(row.getInt("issued_to"), row.getInt("entries_to")));
	}

}
