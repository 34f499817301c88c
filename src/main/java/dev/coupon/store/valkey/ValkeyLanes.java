package dev.coupon.store.valkey;

import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.batch.BatchQueue;
import dev.coupon.store.batch.BatchQueue.Limits;
import dev.coupon.store.batch.BatchSettings;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.damage.DamagedCampaignException;
import dev.coupon.store.damage.Damages;
import dev.coupon.store.valkey.change.Change;
import dev.coupon.store.valkey.change.Change.Step;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.change.issue.Together;
import dev.coupon.store.valkey.change.issue.Turns;
import dev.coupon.store.valkey.layout.CampaignKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ways of requests to the server. Changes wait in lanes, one for each campaign, and
 * those that come together are done together. Reads wait for nobody: the thread of the
 * request sends them, over a connection that all share.
 */
final class ValkeyLanes {

	/** The number of lanes that are at work at the same time. */
	private static final int AT_WORK = 32;

	/** The longest turn of an instance at a contended campaign. */
	private static final Duration LONGEST_TURN = Duration.ofMillis(200);

	private final Tools tools;

	private final Turns turns;

	private final Retries retries;

	private final Damages damages;

	/** Limits how many reads are under way. */
	private final Semaphore reads;

	/**
	 * The queue of changes. It answers with the outcome, or with the exception that keeps
	 * a change from being done.
	 */
	private final BatchQueue<Change, Object> changes;

	private volatile boolean closed;

	ValkeyLanes(Tools tools, BatchSettings batch, Damages damages, MeterRegistry meters) {
		this.tools = tools;
		this.turns = new Turns(tools.server(), meters.config().clock(), LONGEST_TURN);
		this.retries = new Retries(batch.deadline());
		this.damages = damages;
		this.reads = new Semaphore(batch.maxWaiting());
		this.changes = new BatchQueue<>("change",
				new Limits(AT_WORK, batch.maxSize(), batch.maxWaiting(), batch.deadline()), this::changeAll, meters);
	}

	/**
	 * Does a batch. A change that is done alone is tried again alone, because the others
	 * may be done already.
	 */
	private List<Object> changeAll(List<Change> batch) {
		List<Change.Together> together = batch.stream()
			.filter(Change.Together.class::isInstance)
			.map(Change.Together.class::cast)
			.toList();
		if (together.size() == batch.size()) {
			return Together.run(tools, turns, together);
		}
		IdentityHashMap<Change, Object> answers = new IdentityHashMap<>();
		batch.stream()
			.filter(Step.class::isInstance)
			.map(Step.class::cast)
			.forEach(step -> answers.put(step, answer(() -> confirmed(step.step().get()))));
		if (!together.isEmpty()) {
			answerTogether(together, answers);
		}
		return batch.stream().<Object>map(change -> Objects.requireNonNull(answers.get(change))).toList();
	}

	/**
	 * Answers requests beside changes that are done alone. If they fail together, each is
	 * tried alone, so that a faulty one doesn't harm the others.
	 */
	private void answerTogether(List<Change.Together> together, Map<Change, Object> answers) {
		Object all = answer(() -> Together.run(tools, turns, together));
		if (all instanceof List<?> list) {
			for (int i = 0; i < together.size(); i++) {
				answers.put(together.get(i), list.get(i));
			}
		}
		else if (together.size() == 1 || isKnown(all)) {
			together.forEach(request -> answers.put(request, all));
		}
		else {
			together.forEach(request -> answerTogether(List.of(request), answers));
		}
	}

	private static boolean isKnown(Object failure) {
		return failure instanceof OverloadedException || failure instanceof OutcomeUnknownException;
	}

	private Outcome<?> confirmed(Outcome<?> outcome) {
		if (outcome instanceof Replayed<?>(Snapshot snapshot)) {
			tools.server().confirm(CampaignKeys.head(snapshot.campaign().id()));
		}
		return outcome;
	}

	/**
	 * The result of work, or the exception that keeps it from being done. No exception is
	 * thrown, because the queue would then do other work of the batch once more.
	 */
	private Object answer(Supplier<?> work) {
		try {
			return retries.run(work);
		}
		catch (TryAgainException e) {
			return new OverloadedException("The store couldn't do it in time: " + e.getMessage());
		}
		catch (RuntimeException e) {
			return e;
		}
	}

	/**
	 * Reads something.
	 * @throws OverloadedException if the server can't answer in time
	 */
	<T extends @Nullable Object> T read(Supplier<T> query) {
		if (closed || !reads.tryAcquire()) {
			throw new OverloadedException(closed ? "The store is closing" : "Too many reads are under way");
		}
		try {
			return retries.run(query);
		}
		catch (TryAgainException e) {
			throw new OverloadedException("The store couldn't read it in time: " + e.getMessage());
		}
		catch (DamagedCampaignException e) {
			damages.found(e);
			throw e;
		}
		finally {
			reads.release();
		}
	}

	/** Changes something in a lane. */
	@SuppressWarnings("unchecked") // The queue answers with the outcome of the change.
	<T> Outcome<T> change(String lane, Change change) {
		Object answer = changes.run(lane, change);
		if (answer instanceof RuntimeException failure) {
			if (failure instanceof DamagedCampaignException damage) {
				damages.found(damage);
			}
			throw failure;
		}
		return (Outcome<T>) answer;
	}

	/** Accepts no more requests, and answers those under way at once. */
	void giveUp() {
		closed = true;
		changes.giveUp();
	}

	void close() {
		closed = true;
		changes.close();
	}

}
