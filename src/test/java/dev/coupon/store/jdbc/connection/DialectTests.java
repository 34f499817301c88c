package dev.coupon.store.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** What the databases' errors mean. */
class DialectTests {

	private static final String IDLE_FOR_TOO_LONG = "25P03";

	private static final String ONLY_READS = "25006";

	@ParameterizedTest
	@ValueSource(strings = { IDLE_FOR_TOO_LONG, ONLY_READS })
	void takesATransactionThatPostgresqlHasEndedForAFailureThatPasses(String state) {
		assertThat(Dialect.POSTGRESQL.translate("task", null, new SQLException("reason", state)))
			.isInstanceOf(DataAccessResourceFailureException.class);
	}

}
