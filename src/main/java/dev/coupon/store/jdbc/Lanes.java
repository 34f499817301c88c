package dev.coupon.store.jdbc;

import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.batch.BatchQueue;
import dev.coupon.store.batch.BatchQueue.Limits;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.damage.DamagedCampaignException;
import dev.coupon.store.damage.Damages;
import dev.coupon.store.jdbc.JdbcCampaignRepository.Queues;
import dev.coupon.store.jdbc.change.Change;
import dev.coupon.store.jdbc.connection.Transactions;
import dev.coupon.store.jdbc.connection.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The queues in which requests wait for the database: reads, reports and changes. A
 * damaged campaign that a request comes upon is noted.
 */
final class Lanes {

	/** The number of reports that are made at the same time, each on a connection. */
	static final int REPORTERS = 1;

	private static final Limits REPORTS = new Limits(REPORTERS, 1, 16, Duration.ofHours(1));

	private final Transactions transactions;

	private final Change.Tools tools;

	private final boolean oneWriter;

	private final BatchQueue<Function<Tx, ?>, Object> reads;

	private final BatchQueue<Function<Tx, ?>, Optional<Object>> reports;

	/**
	 * The queue of changes. It answers with the outcome, or with the
	 * {@link DamagedCampaignException} that keeps a change from being done.
	 */
	private final BatchQueue<Change, Object> changes;

	private final Damages damages;

	/**
	 * The source of the lanes of reads. Each read has a lane of its own, because reads
	 * don't wait for each other.
	 */
	private final AtomicLong readLanes = new AtomicLong();

	Lanes(Transactions transactions, Queues queues, JdbcStore.Tools tools, Damages damages) {
		this.transactions = transactions;
		this.tools = new Change.Tools(tools.random(), tools.level());
		this.oneWriter = queues.oneWriter();
		this.damages = damages;
		this.reads = new BatchQueue<>("read", queues.reading(), this::answerAll, tools.meters());
		this.reports = new BatchQueue<>("report", REPORTS, this::answerReports, tools.meters());
		this.changes = new BatchQueue<>("change", queues.changing(), this::changeAll, tools.meters());
	}

	private List<Object> answerAll(List<Function<Tx, ?>> queries) {
		return transactions.read(tx -> queries.stream().<Object>map(query -> query.apply(tx)).toList());
	}

	/** Reads what takes long. It isn't tried again, because the caller may do that. */
	private List<Optional<Object>> answerReports(List<Function<Tx, ?>> queries) {
		try {
			return queries.stream()
				.map(query -> transactions.snapshot(tx -> Optional.<Object>ofNullable(query.apply(tx))))
				.toList();
		}
		catch (TryAgainException e) {
			throw new OverloadedException("The database can't make a report now: " + e.getMessage());
		}
	}

	private List<Object> changeAll(List<Change> batch) {
		return transactions.write(tx -> Change.doAll(tx, batch, this.tools),
				outcomes -> outcomes.stream().anyMatch(Done.class::isInstance));
	}

	/** Reads something. */
	@SuppressWarnings("unchecked") // The queue answers with the result of the query.
	<T> T read(Function<Tx, T> query) {
		try {
			return (T) reads.run(Long.toString(readLanes.incrementAndGet()), query);
		}
		catch (DamagedCampaignException e) {
			damages.found(e);
			throw e;
		}
	}

	/** Reads something that takes long, all as of one moment. */
	@SuppressWarnings("unchecked") // The queue answers with the result of the query.
	<T> @Nullable T readLong(Function<Tx, @Nullable T> query) {
		return (T) reports.run(Long.toString(readLanes.incrementAndGet()), query).orElse(null);
	}

	/** Changes something in a campaign. */
	@SuppressWarnings("unchecked") // The queue answers with the outcome of the change.
	<T> Outcome<T> change(String campaignId, Change change) {
		Object answer = changes.run(oneWriter ? "" : campaignId, change);
		if (answer instanceof DamagedCampaignException damage) {
			damages.found(damage);
			throw damage;
		}
		return (Outcome<T>) answer;
	}

	/** Accepts no more requests, and answers those under way at once. */
	void giveUp() {
		List.of(changes, reads, reports).forEach(BatchQueue::giveUp);
	}

	void close() {
		changes.close();
		reads.close();
		reports.close();
	}

}
