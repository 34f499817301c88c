package dev.coupon.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection, over which requests are sent just as they are written, and answers read
 * one by one.
 */
public final class RawConnection implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 10_000;

	private final Socket socket;

	private final InputStream in;

	/** An answer; the names of its headers are in small letters. */
	public record RawAnswer(int status, Map<String, String> headers, String body) {
	}

	public RawConnection(InetAddress address, int port) {
		try {
			socket = new Socket(address, port);
			socket.setSoTimeout(PATIENCE_MILLIS);
			in = new BufferedInputStream(socket.getInputStream());
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Sends one request on a connection of its own. */
	public static RawAnswer exchange(InetAddress address, int port, String request) {
		try (RawConnection connection = new RawConnection(address, port)) {
			connection.send(request);
			return connection.receive();
		}
	}

	public void send(String requests) {
		try {
			socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	public RawAnswer receive() {
		try {
			int status = Integer.parseInt(line().substring(9, 12));
			Map<String, String> headers = new TreeMap<>();
			for (String line = line(); !line.isEmpty(); line = line()) {
				int colon = line.indexOf(':');
				headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
			}
			return new RawAnswer(status, headers, body(headers));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private String body(Map<String, String> headers) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		if (headers.containsKey("transfer-encoding")) {
			for (int length = chunk(); length > 0; length = chunk()) {
				body.write(in.readNBytes(length));
				line();
			}
			line();
		}
		else {
			body.write(in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
		}
		return body.toString(StandardCharsets.UTF_8);
	}

	private int chunk() throws IOException {
		return Integer.parseInt(line(), 16);
	}

	private String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0) {
				throw new EOFException("The service has closed the connection");
			}
			line.write(c);
		}
		return line.toString(StandardCharsets.ISO_8859_1).strip();
	}

	@Override
	public void close() {
		try {
			socket.close();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

}
