package dev.coupon.web.input.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream, each as soon as it has arrived. They end with LF or CRLF, or
 * with the stream. A byte-order mark at the beginning is left out, and so are empty
 * lines. The memory that is used doesn't depend on what is sent.
 */
public final class Lines {

	/** The greatest length of a line without its end, in bytes. */
	public static final int MAX_BYTES = 64 * 1024;

	private static final String TOO_LONG = "must be a line of at most " + MAX_BYTES + " bytes";

	private static final int BUFFER = 8 * 1024;

	private final InputStream in;

	private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

	private final byte[] buffer = new byte[BUFFER];

	/** The bytes in the buffer that haven't been looked at. */
	private final ByteBuffer unread = ByteBuffer.wrap(buffer).limit(0);

	/** The line so far. */
	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private long number;

	/** Says that the rest of the present line is left out, because it is too long. */
	private boolean skipping;

	public Lines(InputStream in) {
		this.in = in;
	}

	/** The next line; null at the end of the stream. */
	public @Nullable Line next() throws IOException {
		while (true) {
			if (!unread.hasRemaining() && !fill()) {
				return line.size() == 0 ? null : finished();
			}
			boolean ended = takeUpToEnd();
			if (line.size() > MAX_BYTES + 1) {
				line.reset();
				skipping = !ended;
				return new Line.Unreadable(ended ? ++number : number + 1, TOO_LONG);
			}
			if (ended) {
				Line next = finished();
				if (next != null) {
					return next;
				}
			}
		}
	}

	private boolean fill() throws IOException {
		int read = in.read(buffer);
		unread.position(0).limit(Math.max(read, 0));
		return read >= 0;
	}

	/** Takes the bytes up to the end of the line; returns whether that was reached. */
	private boolean takeUpToEnd() {
		int start = unread.position();
		int end = start;
		while (end < unread.limit() && buffer[end] != '\n') {
			end++;
		}
		if (!skipping) {
			line.write(buffer, start, end - start);
		}
		boolean ended = end < unread.limit();
		unread.position(ended ? end + 1 : end);
		return ended;
	}

	/** The line that has ended; null if it is empty or its beginning was returned. */
	private @Nullable Line finished() {
		number++;
		byte[] bytes = line.toByteArray();
		line.reset();
		boolean returned = skipping;
		skipping = false;
		int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
		return length == 0 || returned ? null : line(ByteBuffer.wrap(bytes, 0, length));
	}

	private @Nullable Line line(ByteBuffer bytes) {
		if (bytes.remaining() > MAX_BYTES) {
			return new Line.Unreadable(number, TOO_LONG);
		}
		try {
			String text = utf8.decode(bytes).toString();
			String shown = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
			return shown.isEmpty() ? null : new Line.Text(number, shown);
		}
		catch (CharacterCodingException e) {
			return new Line.Unreadable(number, "must be in UTF-8");
		}
	}

}
