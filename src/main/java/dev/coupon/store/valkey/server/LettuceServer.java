package dev.coupon.store.valkey.server;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.store.batch.retry.CommitMeters;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Pipeline;
import dev.coupon.store.valkey.node.UnansweredException;
import io.lettuce.core.RedisNoScriptException;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server or cluster behind Lettuce, which finds out for each write whether it was done.
 *
 * <p>
 * When a node doesn't answer, the write may be done or not. So each write leaves a note
 * with its version in the same slot. In case of doubt, the same write is sent again: it
 * is done if its version is still the present one, and it finds its own note if it was
 * done before.
 */
public final class LettuceServer implements Server {

	private static final Logger log = LoggerFactory.getLogger(LettuceServer.class);

	private final Pipeline reading;

	private final List<Pipeline> writing;

	private final boolean replicated;

	private final Retries untilResolved;

	private final CommitMeters commitMeters;

	private final Clock clock;

	/** The beginning of all versions of this instance. */
	private final String instance;

	private final AtomicLong versions = new AtomicLong();

	/** The names of notes that no write under way has. */
	private final Queue<String> notes = new ConcurrentLinkedQueue<>();

	/** The time of the last write, in nanoseconds of the clock; absent before it. */
	private volatile @Nullable Long lastWrite;

	/**
	 * The ways to the server.
	 *
	 * @param reading the one for reading, which asks no replicas
	 * @param writing those for writing
	 * @param replicated whether those for writing ask the replicas
	 */
	public record Ways(Pipeline reading, List<Pipeline> writing, boolean replicated) {
	}

	/**
	 * @param instance a text that no other instance of the service has
	 * @param untilResolved the repeated attempts to find out whether something was done
	 */
	public LettuceServer(Ways ways, String instance, Retries untilResolved, MeterRegistry meters) {
		this.reading = ways.reading;
		this.writing = ways.writing;
		this.replicated = ways.replicated;
		this.instance = instance;
		this.untilResolved = untilResolved;
		this.clock = meters.config().clock();
		this.commitMeters = CommitMeters.in(meters);
	}

	@Override
	public List<Reply> readAll(List<List<Command>> groups) {
		try {
			return run(reading, groups.stream().map(Scripts::read).toList()).stream()
				.map(LettuceServer::reply)
				.toList();
		}
		catch (UnansweredException e) {
			throw new TryAgainException(String.valueOf(e.getMessage()), e);
		}
	}

	/**
	 * Reads in the same script that leaves a note, so that the replicas that have the
	 * note have all that was read, too, whatever happens meanwhile.
	 */
	@Override
	public List<Reply> readConfirmed(List<List<Command>> groups) {
		if (!replicated || groups.isEmpty()) {
			return readAll(groups);
		}
		List<Command> scripts = groups.stream().map(this::withNote).map(Scripts::read).toList();
		return send(way(scripts.getFirst()), scripts).stream()
			.map(LettuceServer::reply)
			.map(Reply::withoutLast)
			.toList();
	}

	private List<Command> withNote(List<Command> group) {
		List<Command> all = new ArrayList<>(group);
		all.add(note(group.getFirst().key()));
		return all;
	}

	/** The command that writes something in the slot of a key. */
	private Command note(String key) {
		return Command.of("SET", noteKey(key, instance), "", "EX", "60");
	}

	@SuppressWarnings("unchecked") // The script answers with a list.
	private static Reply reply(@Nullable Object answer) {
		List<@Nullable Object> answers = (List<@Nullable Object>) Objects.requireNonNull(answer);
		long seconds = Long.parseLong(String.valueOf(answers.get(0)));
		long micros = Long.parseLong(String.valueOf(answers.get(1)));
		return new Reply(Instant.ofEpochMilli(seconds * 1_000 + micros / 1_000), answers.subList(2, answers.size()));
	}

	private static List<@Nullable Object> run(Pipeline way, List<Command> commands) {
		try {
			return way.send(commands);
		}
		catch (RedisNoScriptException e) {
			return way.send(commands.stream().map(Scripts::byText).toList());
		}
	}

	@Override
	public boolean write(Write write) {
		String known = notes.poll();
		String note = known == null ? newVersion() : known;
		boolean done = commitMeters.commits()
			.record(() -> write(Scripts.write(write, noteKey(write.versioned().head(), note))));
		notes.add(note);
		if (done) {
			lastWrite = clock.monotonicTime();
		}
		return done;
	}

	/** The key of a note, which has the tag of the data. */
	private static String noteKey(String head, String note) {
		return head.substring(0, head.indexOf('}') + 1) + "w" + note;
	}

	private Boolean write(Command script) {
		try {
			return attempt(script);
		}
		catch (UnansweredException e) {
			commitMeters.doubts().increment();
			return resolve(script, e);
		}
	}

	private boolean attempt(Command script) {
		return Long.valueOf(1).equals(run(way(script), List.of(script)).getFirst());
	}

	/** Sends a write again until it is clear whether it is done. */
	private boolean resolve(Command script, UnansweredException doubt) {
		try {
			boolean done = untilResolved.run(() -> {
				try {
					return attempt(script);
				}
				catch (UnansweredException e) {
					throw new TryAgainException(String.valueOf(e.getMessage()), e);
				}
			});
			log.warn("The server failed to answer a write, which {}: {}", done ? "is done" : "wasn't done",
					doubt.getMessage());
			return done;
		}
		catch (RuntimeException e) {
			e.addSuppressed(doubt);
			throw new OutcomeUnknownException("The server doesn't say whether it wrote: " + doubt.getMessage(), e);
		}
	}

	/** One slot always has the same way, so that its commands come in order. */
	private Pipeline way(Command command) {
		return writing.get(Math.floorMod(command.key().hashCode(), writing.size()));
	}

	@Override
	public List<@Nullable Object> send(List<Command> commands) {
		return commands.isEmpty() ? List.of() : send(way(commands.getFirst()), commands);
	}

	@Override
	public List<@Nullable Object> sendUnconfirmed(List<Command> commands) {
		return commands.isEmpty() ? List.of() : send(reading, commands);
	}

	private static List<@Nullable Object> send(Pipeline way, List<Command> commands) {
		try {
			return run(way, commands);
		}
		catch (UnansweredException e) {
			throw new TryAgainException(String.valueOf(e.getMessage()), e);
		}
	}

	@Override
	public void confirm(String head) {
		if (replicated) {
			send(List.of(note(head)));
		}
	}

	@Override
	public String newVersion() {
		return instance + "." + Long.toString(versions.incrementAndGet(), Character.MAX_RADIX);
	}

	/** Tells whether something was written recently. */
	public boolean hasWrittenWithin(Duration time) {
		Long last = lastWrite;
		return last != null && clock.monotonicTime() - last < time.toNanos();
	}

}
