package dev.coupon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.store.contract.MoveContract;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract of moves, kept by two databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcMoveContract extends MoveContract {

	private TestDatabase source;

	private TestDatabase target;

	private JdbcCampaignRepository from;

	private JdbcCampaignRepository to;

	/**
	 * The database from which campaigns come, and the one to which they go.
	 * @param folder for their files, if they have any
	 */
	abstract List<TestDatabase> open(Path folder);

	@BeforeAll
	void start(@TempDir Path folder) {
		List<TestDatabase> both = open(folder);
		source = both.getFirst();
		target = both.getLast();
		from = source.store(source.source(), new SecureRandom());
		to = target.store(target.source(), new SecureRandom());
	}

	@BeforeEach
	void empty() {
		source.empty();
		target.empty();
	}

	@AfterAll
	void stop() {
		from.close();
		to.close();
		source.close();
		target.close();
	}

	@Override
	protected MovingStore from() {
		return new MovingStore(from, source.moves());
	}

	@Override
	protected MovingStore to() {
		return new MovingStore(to, target.moves());
	}

	/** A new column must be moved, or be left here on purpose. */
	@Test
	void noColumnIsForgotten() {
		assertThat(source.columns()).containsExactlyInAnyOrder("campaign 19", "campaign_counter 12", "coupon 9",
				"redemption 9", "voiding 4", "log_entry 16", "promise 3", "feed_run 7", "feed_end 3", "report 5",
				"webhook 3", "webhook_delivery 5", "rate_bucket 3", "writer 3", "turn 1", "schema_history 10");
	}

}
