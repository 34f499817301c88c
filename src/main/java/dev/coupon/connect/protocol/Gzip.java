package dev.coupon.connect.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The gzip compression, the only one that is supported here. */
final class Gzip {

	static final String NAME = "gzip";

	/** Matches gzip unless {@code q=0} refuses it. */
	private static final Pattern ACCEPTED = Pattern.compile("gzip\\s*(?:;(?!\\s*q=0(?:\\.0*)?$).*)?",
			Pattern.CASE_INSENSITIVE);

	private Gzip() {
	}

	/** Tells whether the codings of an {@code Accept-Encoding} include gzip. */
	static boolean isAmong(String codings) {
		return Arrays.stream(codings.split(",")).map(String::strip).anyMatch(ACCEPTED.asMatchPredicate());
	}

	/**
	 * The decompressed bytes, but at most one byte more than the limit.
	 * @throws IOException if the bytes aren't gzip
	 */
	static byte[] decompressed(byte[] bytes, int limit) throws IOException {
		try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
			return in.readNBytes(limit + 1);
		}
	}

	static byte[] compressed(byte[] bytes) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
		try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
			out.write(bytes);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return compressed.toByteArray();
	}

}
