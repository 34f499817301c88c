package dev.coupon.store.jdbc.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.micrometer.core.instrument.Clock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A pool of sessions on a PostgreSQL server that throws away the sessions that can't do
 * their work. A session goes after any error but those that show that it works, because
 * its state may be the reason, whatever the error is called: after a failover, a session
 * may be on a server that only reads. If an error tells of the server rather than of a
 * statement, all sessions go that were opened before it.
 */
final class SessionPool extends HikariDataSource {

	/** The shortest time between two renewals of all sessions. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	/**
	 * The classes of SQL states with which a working session refuses a statement: wrong
	 * data, violated constraints, and conflicts between transactions.
	 */
	private static final Set<String> REFUSALS = Set.of("22", "23", "40");

	/** A lock that isn't free in time, and a statement that takes too long. */
	private static final Set<String> TIMEOUTS = Set.of("55P03", "57014");

	/**
	 * The classes of SQL states that tell of the connection, of a server that only reads,
	 * or of a server that goes down.
	 */
	private static final Set<String> SERVERS = Set.of("08", "25", "57", "58");

	private static final int CLASS = 2;

	private final Clock clock;

	/** The time of the last renewal, in nanoseconds of the clock. */
	private final AtomicLong renewed;

	private SessionPool(HikariConfig config, Clock clock) {
		config.copyStateTo(this);
		setExceptionOverride(new AfterFailure());
		this.clock = clock;
		this.renewed = new AtomicLong(clock.monotonicTime() - PAUSE.toNanos());
	}

	/** Opens a pool, which has a session that works. */
	static SessionPool open(HikariConfig config, Clock clock) throws SQLException {
		SessionPool pool = new SessionPool(config, clock);
		try {
			pool.getConnection().close();
			return pool;
		}
		catch (SQLException e) {
			pool.close();
			throw e;
		}
	}

	/** Decides what becomes of a session after an error. */
	private final class AfterFailure implements SQLExceptionOverride {

		@java.lang.Override
		public SQLExceptionOverride.Override adjudicate(SQLException e) {
			String state = String.valueOf(e.getSQLState());
			String kind = state.substring(0, Math.min(CLASS, state.length()));
			if (REFUSALS.contains(kind) || TIMEOUTS.contains(state)) {
				return SQLExceptionOverride.Override.CONTINUE_EVICT;
			}
			if (SERVERS.contains(kind)) {
				renew();
			}
			return SQLExceptionOverride.Override.MUST_EVICT;
		}

	}

	/**
	 * A session of the pool. If there is none in time, the idle ones don't answer,
	 * because there are as many sessions as threads that use them.
	 */
	@Override
	public Connection getConnection() throws SQLException {
		try {
			return super.getConnection();
		}
		catch (SQLTransientConnectionException e) {
			renew();
			throw e;
		}
	}

	/**
	 * Closes the pool without waiting long for a server that doesn't accept a session.
	 */
	@Override
	public void close() {
		try {
			getDataSource().setLoginTimeout(1);
		}
		catch (SQLException e) {
			// Closing takes longer.
		}
		super.close();
	}

	/**
	 * Throws away all sessions: idle ones now, others after their work. It waits between
	 * two renewals, so that a server that is in trouble isn't flooded with connections.
	 */
	private void renew() {
		long now = clock.monotonicTime();
		long last = renewed.get();
		HikariPoolMXBean pool = getHikariPoolMXBean();
		if (pool != null && now - last >= PAUSE.toNanos() && renewed.compareAndSet(last, now)) {
			pool.softEvictConnections();
		}
	}

}
