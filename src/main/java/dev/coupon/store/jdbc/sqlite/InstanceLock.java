package dev.coupon.store.jdbc.sqlite;

import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.batch.retry.TryAgainException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * A lock that one instance of the service holds while it uses a database file. It is a
 * lock on a file of its own beside the database, because SQLite has its own locks on the
 * database. The operating system releases it when the instance ends, even if it is
 * killed. The file stays, because deleting it would let two instances lock different
 * files.
 */
final class InstanceLock implements AutoCloseable {

	private static final String ENDING = ".lock";

	private final FileChannel channel;

	private InstanceLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Takes the lock.
	 * @param patience how long to wait for an instance that is stopping
	 * @throws UnusableStoreException if another instance keeps it
	 */
	static InstanceLock take(Path database, Duration patience) throws IOException {
		Path file = lockFile(database);
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		try {
			new Retries(patience).run(() -> lock(channel));
			return new InstanceLock(channel);
		}
		catch (TryAgainException e) {
			channel.close();
			throw new UnusableStoreException("%s is in use by another instance of the service.".formatted(database),
					"Stop that instance first, or use PostgreSQL for several instances.", e);
		}
	}

	/** The file to lock, the same for all names that links give to the database. */
	private static Path lockFile(Path database) throws IOException {
		Path absolute = database.toAbsolutePath();
		Path real = Files.exists(absolute) ? absolute.toRealPath() : absolute;
		return real.resolveSibling(real.getFileName() + ENDING);
	}

	private static FileLock lock(FileChannel channel) {
		try {
			FileLock lock = channel.tryLock();
			if (lock != null) {
				return lock;
			}
			throw new TryAgainException("Another process has the lock", new IOException());
		}
		catch (OverlappingFileLockException | IOException e) {
			throw new TryAgainException("The lock can't be taken", e);
		}
	}

	/** Releases the lock. */
	@Override
	public void close() {
		try {
			channel.close();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

}
