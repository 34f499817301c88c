package dev.coupon.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what no proper client would: each character of a request is a byte, and nothing
 * is added.
 */
public record RawClient(int port) {

	private static final JsonMapper JSON = new JsonMapper();

	private static final int PATIENCE_MILLIS = 10_000;

	/** All that came back until the service closed the connection. */
	public record RawAnswer(String text) {

		/** The status, or 0 if there is no status line. */
		public int status() {
			return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
		}

		public boolean isProblem() {
			return text.contains("\r\nContent-Type: application/problem+json");
		}

		/** The value of a header; empty if it is absent. */
		public String header(String name) {
			return text.lines()
				.takeWhile(line -> !line.isEmpty())
				.filter(line -> line.startsWith(name + ": "))
				.map(line -> line.substring(name.length() + 2))
				.findFirst()
				.orElse("");
		}

		/** The only object in the answer. */
		public JsonNode json() {
			return JSON.readTree(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
		}

		public int count(String part) {
			return text.split(part, -1).length - 1;
		}
	}

	public RawAnswer send(String request) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(PATIENCE_MILLIS);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			return new RawAnswer(readAll(socket.getInputStream()));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String readAll(InputStream in) throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		try {
			in.transferTo(read);
		}
		catch (SocketException e) {
			// The service had enough of the request: what it said before counts.
		}
		return read.toString(StandardCharsets.UTF_8);
	}
}
