package dev.coupon.store.jdbc.sqlite;

import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.jdbc.connection.Dialect;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.springframework.core.NestedExceptionUtils;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells from an error why a file can't be opened, and how to mend it. */
final class OpenFailure {

	private OpenFailure() {
	}

	/** The exception that ends the start. */
	static UnusableStoreException of(Path file, Throwable failure) {
		if (failure instanceof UnusableStoreException known) {
			return known;
		}
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		SQLiteErrorCode code = cause instanceof SQLiteException e ? e.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
		String problem = cause instanceof FileSystemException ? cause.toString() : String.valueOf(cause.getMessage());
		return new UnusableStoreException("%s can't be used: %s.".formatted(file, problem.replaceFirst("[.\\s]*$", "")),
				remedy(file, SQLiteErrorCode.getErrorCode(code.code & Dialect.PRIMARY_CODE)), failure);
	}

	private static String remedy(Path file, SQLiteErrorCode code) {
		return switch (code) {
			case SQLITE_FULL -> "Make room on the disk of %s.".formatted(file.toAbsolutePath().getParent());
			case SQLITE_BUSY, SQLITE_LOCKED -> "End the process that uses the file of coupon.sqlite.file.";
			case SQLITE_NOTADB, SQLITE_CORRUPT ->
				"Set coupon.sqlite.file to a database of the service, or restore its backup.";
			default -> "Set coupon.sqlite.file to a file in a folder on a local disk, both of which the service may "
					+ "write.";
		};
	}

}
