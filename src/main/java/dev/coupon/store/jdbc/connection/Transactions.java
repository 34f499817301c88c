package dev.coupon.store.jdbc.connection;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.store.batch.retry.CommitMeters;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.batch.retry.TryAgainException;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Runs transactions, and finds out for each one whether it was committed.
 *
 * <p>
 * When a database doesn't answer a commit, the transaction may be committed or not. So
 * each transaction that changes something writes its number into the row of its writer.
 * In case of doubt, that row is locked again. This waits for the end of the transaction,
 * and then shows whether its number is there.
 */
public final class Transactions {

	private static final Logger log = LoggerFactory.getLogger(Transactions.class);

	private static final String NOTE = """
			INSERT INTO writer (id, last_transaction, seen_at) VALUES (?, ?, $now)
			ON CONFLICT (id) DO UPDATE SET last_transaction = excluded.last_transaction, seen_at = excluded.seen_at""";

	private static final String FORGET_OLD_WRITERS = "DELETE FROM writer WHERE seen_at < $now - 86400000";

	private static final String LAST_TRANSACTION = """
			INSERT INTO writer (id, last_transaction, seen_at) VALUES (?, 0, $now)
			ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at RETURNING last_transaction""";

	private final DataSource database;

	private final Dialect dialect;

	private final RandomGenerator random;

	private final Retries untilResolved;

	private final CommitMeters commitMeters;

	private final Clock clock;

	/**
	 * The time of the last commit, in nanoseconds of the clock; absent before the first.
	 */
	private volatile @Nullable Long lastCommit;

	/** The writers that have no transaction under way. */
	private final Queue<Long> writers = new ConcurrentLinkedQueue<>();

	/** A database: its connections, and the dialect that it understands. */
	public record Database(DataSource source, Dialect dialect) {
	}

	/**
	 * @param untilResolved the repeated attempts to find out whether a transaction was
	 * committed
	 */
	public Transactions(Database database, RandomGenerator random, Retries untilResolved, MeterRegistry meters) {
		this.database = database.source;
		this.dialect = database.dialect;
		this.random = random;
		this.untilResolved = untilResolved;
		this.clock = meters.config().clock();
		this.commitMeters = CommitMeters.in(meters);
	}

	/**
	 * Runs a query, each statement of it on its own.
	 * @throws TryAgainException if the database can't answer now
	 */
	public <T> T read(Function<Tx, T> query) {
		return onConnection(connection -> query.apply(new Tx(connection, dialect)));
	}

	/**
	 * Runs a query that may take long, in a transaction that sees all as of one moment
	 * and keeps nobody from writing.
	 * @throws TryAgainException if the database can't answer now
	 */
	public <T> T snapshot(Function<Tx, T> query) {
		return onConnection(connection -> dialect.snapshot(connection, () -> query.apply(new Tx(connection, dialect))));
	}

	/**
	 * Changes something in a transaction, which is rolled back if the result says that
	 * nothing was changed.
	 * @throws TryAgainException if nothing is changed, and another attempt may succeed
	 * @throws OutcomeUnknownException if it is unknown whether something is changed
	 */
	public <T> T write(Function<Tx, T> work, Predicate<T> changed) {
		Long known = writers.poll();
		long writer = known == null ? random.nextLong() : known;
		long number = random.nextLong(1, Long.MAX_VALUE);
		Attempt<T> attempt = onConnection(connection -> {
			connection.setAutoCommit(false);
			Tx tx = new Tx(connection, dialect);
			T result = work.apply(tx);
			if (changed.test(result)) {
				tx.update(NOTE, writer, number);
				return new Attempt<>(result, commitMeters.commits().record(() -> commit(connection)));
			}
			connection.rollback();
			return new Attempt<>(result, null);
		});
		if (attempt.doubt != null) {
			resolve(writer, number, attempt.doubt);
		}
		writers.add(writer);
		return attempt.result;
	}

	/**
	 * Changes something that may be lost in a transaction. Nobody finds out whether a
	 * transaction was committed that the database doesn't answer.
	 * @throws TryAgainException if the database can't do it now, or doesn't answer
	 */
	public <T> T writeLoosely(Function<Tx, T> work) {
		return onConnection(connection -> {
			connection.setAutoCommit(false);
			T result = work.apply(new Tx(connection, dialect));
			connection.commit();
			return result;
		});
	}

	/** Tells whether a transaction that has changed something was committed recently. */
	public boolean hasCommittedWithin(Duration time) {
		Long last = lastCommit;
		return last != null && clock.monotonicTime() - last < time.toNanos();
	}

	/**
	 * A transaction that has ended.
	 *
	 * @param doubt the error if the database didn't answer the commit; absent if there is
	 * no doubt
	 */
	private record Attempt<T>(T result, @Nullable Exception doubt) {
	}

	/**
	 * Commits; returns the error that kept the database from answering, or null if there
	 * was none. A warning is such an error, too: PostgreSQL warns that it was made to
	 * stop waiting for its synchronous replica, so that the transaction may be lost.
	 */
	private @Nullable Exception commit(Connection connection) {
		try {
			// Warnings that came before, such as at the start of the session, tell
			// nothing of the commit.
			connection.clearWarnings();
			connection.commit();
			SQLWarning warning = connection.getWarnings();
			if (warning == null) {
				lastCommit = clock.monotonicTime();
			}
			return warning;
		}
		catch (SQLException | RuntimeException e) {
			return e;
		}
	}

	/** Deletes the rows of writers that haven't written for a day. */
	public void forgetOldWriters() {
		write(tx -> tx.update(FORGET_OLD_WRITERS), rows -> rows > 0);
	}

	/**
	 * Finds out whether a transaction was committed. Returns if it was, and throws an
	 * exception if not.
	 */
	private void resolve(long writer, long number, Exception doubt) {
		commitMeters.doubts().increment();
		Long last;
		try {
			last = untilResolved.run(() -> lastTransaction(writer));
		}
		catch (RuntimeException e) {
			e.addSuppressed(doubt);
			throw new OutcomeUnknownException("The database doesn't say whether it committed: " + doubt.getMessage(),
					e);
		}
		boolean committed = last == number;
		log.warn("The database failed to answer a commit, which {}: {}", committed ? "happened" : "didn't happen",
				doubt.getMessage());
		if (!committed) {
			throw new TryAgainException("A commit failed", doubt);
		}
	}

	private Long lastTransaction(long writer) {
		return onConnection(connection -> {
			connection.setAutoCommit(false);
			Long last = new Tx(connection, dialect).row(LAST_TRANSACTION, (row, number) -> row.getLong(1), writer);
			Exception doubt = commit(connection);
			if (doubt != null) {
				throw new TryAgainException("The database doesn't say what it committed", doubt);
			}
			return Objects.requireNonNull(last);
		});
	}

	/** An operation on a connection. */
	private interface Work<T> {

		T on(Connection connection) throws SQLException;

	}

	private <T> T onConnection(Work<T> work) {
		Connection connection = connect();
		try {
			return work.on(connection);
		}
		catch (SQLException e) {
			throw tryAgainOr(translated(e));
		}
		catch (RuntimeException e) {
			throw tryAgainOr(e);
		}
		finally {
			close(connection);
		}
	}

	private Connection connect() {
		try {
			return database.getConnection();
		}
		catch (SQLException e) {
			throw new TryAgainException("There is no connection to the database", e);
		}
	}

	/** Closes a connection, which rolls back what is not committed. */
	private static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException | RuntimeException e) {
			// This does no harm, because what was committed stays committed.
			log.debug("A connection can't be closed", e);
		}
	}

	private RuntimeException translated(SQLException e) {
		return Objects.requireNonNull(dialect.translate("transaction", null, e));
	}

	/**
	 * The exception to throw for a failure. This is a {@link TryAgainException} for
	 * failures that may pass: lost connections, deadlocks, full disks, and codes taken by
	 * other transactions.
	 */
	private static RuntimeException tryAgainOr(RuntimeException e) {
		return e instanceof TransientDataAccessException || e instanceof DataAccessResourceFailureException
				|| e instanceof DuplicateKeyException
						? new TryAgainException(
								String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage()), e)
						: e;
	}

}
