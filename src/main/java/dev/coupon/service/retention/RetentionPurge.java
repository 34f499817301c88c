package dev.coupon.service.retention;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Purge;
import dev.coupon.domain.port.Evidence.Forgettable;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * Erases, in batches, deleted campaigns, and campaigns that ended longer ago than ended
 * campaigns are kept. Forgets reports and entries of the audit that are older than
 * wanted. Because this can't be undone, all but deleted campaigns are erased only while
 * the store's clock can be believed.
 */
@Component
class RetentionPurge implements SchedulingConfigurer, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(RetentionPurge.class);

	/** The number of reports, and of entries, that are forgotten in one step. */
	private static final int FORGOTTEN_AT_ONCE = 1_000;

	/** The longest wait for the step under way at a stop. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final CampaignRepository repository;

	private final RetentionSettings retention;

	private final Ticker ticker;

	/**
	 * The scheduler that purges. It has a thread of its own, because a long purge must
	 * not delay other scheduled work.
	 */
	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private volatile boolean closed;

	/** Absent before the first purge. */
	private @Nullable ClockWatch clock;

	RetentionPurge(CampaignRepository repository, RetentionSettings retention, Ticker ticker) {
		this.repository = repository;
		this.retention = retention;
		this.ticker = ticker;
	}

	/** Starts to purge at regular intervals, until closed. */
	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void configureTasks(ScheduledTaskRegistrar tasks) {
		scheduler.setThreadNamePrefix("purge-");
		scheduler.setDaemon(true);
		scheduler.setWaitForTasksToCompleteOnShutdown(true);
		scheduler.setAwaitTerminationMillis(PATIENCE.toMillis());
		scheduler.initialize();
		scheduler.scheduleWithFixedDelay(this::purge, retention.interval());
	}

	/** Ends after the step under way, for which it waits a moment. */
	@Override
	public void close() {
		closed = true;
		scheduler.shutdown();
	}

	void purge() {
		try {
			Instant now = purge(null);
			clock = clock == null ? new ClockWatch(ticker, now) : clock;
			if (clock.believes(now)) {
				purgeWhatIsOld(now);
			}
		}
		catch (OverloadedException | OutcomeUnknownException e) {
			log.warn("The purge goes on after the next interval: {}", e.getMessage());
		}
	}

	private void purgeWhatIsOld(Instant now) {
		if (!retention.afterEnd().isZero()) {
			purge(now.minus(retention.afterEnd()));
		}
		Forgettable old = new Forgettable(before(now, retention.reports()), before(now, retention.audit()));
		if (old.isAnything()) {
			while (repository.forget(old, FORGOTTEN_AT_ONCE) && !closed) {
			}
		}
	}

	private static @Nullable Instant before(Instant now, @Nullable Duration kept) {
		return kept == null ? null : now.minus(kept);
	}

	/**
	 * Erases all that is due, and returns the store's time before that.
	 * @param endedBy the instant by which campaigns must be over; absent to erase deleted
	 * ones only
	 */
	private Instant purge(@Nullable Instant endedBy) {
		Purge purge = repository.purge(endedBy, retention.batchSize());
		Instant now = purge.now();
		purge.erased().forEach(RetentionPurge::announce);
		while (purge.more() && !closed) {
			purge = repository.purge(endedBy, retention.batchSize());
			purge.erased().forEach(RetentionPurge::announce);
		}
		return now;
	}

	private static void announce(Erased erased) {
		log.info("Erased campaign {} with {} coupons, over at {}", erased.campaignId(), erased.coupons(),
				erased.endedAt());
	}

}
