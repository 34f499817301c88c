package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Batches that come slowly, break off, or whose answers are read slowly. */
@HttpTest
@TestPropertySource(properties = "server.tomcat.connection-timeout=2s")
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class BatchStreamTests {

	private static final JsonMapper JSON = new JsonMapper();

	private final Api api;

	private final Batches batches;

	@Autowired
	BatchStreamTests(Api api) {
		this.api = api;
		this.batches = new Batches(api);
	}

	/** A connection over which rows are sent in chunks. */
	private final class Stream implements AutoCloseable {

		private final Socket socket = new Socket();

		private final InputStream in;

		/** What is left of the present chunk; -1 before the first one. */
		private int left = -1;

		Stream(String campaignId, String headers) throws IOException {
			socket.setReceiveBufferSize(64 * 1024);
			socket.setSoTimeout(60_000);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
			in = new BufferedInputStream(socket.getInputStream());
			send("POST /api/v1/campaigns/" + campaignId + "/coupons/batch HTTP/1.1\r\nHost: localhost\r\n"
					+ "Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n" + headers
					+ "\r\n");
		}

		private void send(String text) throws IOException {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		}

		void chunk(String rows) throws IOException {
			send(Integer.toHexString(rows.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + rows + "\r\n");
		}

		void end() throws IOException {
			send("0\r\n\r\n");
		}

		/**
		 * The next answer to a row, or the problem that the request is; null at the end.
		 */
		@Nullable JsonNode answer() throws IOException {
			if (left < 0) {
				boolean chunked = false;
				for (String line = line(in); !line.isEmpty(); line = line(in)) {
					chunked |= line.startsWith("Transfer-Encoding");
				}
				left = chunked ? 0 : Integer.MAX_VALUE;
			}
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			for (int c = body(); c >= 0 && c != '\n'; c = body()) {
				answer.write(c);
			}
			return answer.size() == 0 ? null : JSON.readTree(answer.toByteArray());
		}

		private int body() throws IOException {
			while (left == 0) {
				String size = line(in);
				if (size.equals("0")) {
					return -1;
				}
				left = size.isEmpty() ? 0 : Integer.parseInt(size, 16);
			}
			left--;
			return in.read();
		}

		private static String line(InputStream in) throws IOException {
			StringBuilder line = new StringBuilder();
			for (int c = in.read(); c != '\n'; c = in.read()) {
				if (c < 0) {
					throw new EOFException();
				}
				line.append((char) c);
			}
			return line.toString().strip();
		}

		List<JsonNode> answers() throws IOException {
			List<JsonNode> answers = new ArrayList<>();
			for (JsonNode answer = answer(); answer != null; answer = answer()) {
				answers.add(answer);
			}
			return answers;
		}

		@Override
		public void close() throws IOException {
			socket.close();
		}

	}

	private static String users(int from, int to) {
		return IntStream.range(from, to).mapToObj(i -> "user-" + i + "\n").collect(Collectors.joining());
	}

	private static int line(@Nullable JsonNode answer) {
		return answer == null ? -1 : answer.path("line").asInt();
	}

	@Test
	void answersARowBeforeTheNextOneIsSent() throws IOException {
		String id = api.create(9);
		try (Stream stream = new Stream(id, "")) {
			for (int i = 1; i <= 3; i++) {
				stream.chunk("user-" + i + "\r\n");
				assertThat(line(stream.answer())).isEqualTo(i);
			}
			stream.chunk("us");
			stream.chunk("er-4");
			stream.end();
			assertThat(stream.answers()).hasSize(1);
		}
		assertThat(api.get("/api/v1/campaigns/" + id + "/coupons?userId=user-4").json().path("items")).hasSize(1);
	}

	@Test
	void answersALineThatIsTooLongBeforeItEndsAndGoesOnWithTheNext() throws IOException {
		String id = api.create(9);
		try (Stream stream = new Stream(id, "")) {
			stream.chunk("alice\n" + "x".repeat(66_000));
			assertThat(line(stream.answer())).isOne();
			assertThat(String.valueOf(stream.answer())).contains("\"line\":2", "65536");
			for (int i = 0; i < 100; i++) {
				stream.chunk("x".repeat(100_000));
			}
			stream.chunk("\nbob\n");
			assertThat(line(stream.answer())).isEqualTo(3);
			stream.end();
			assertThat(stream.answers()).isEmpty();
		}
		assertThat(batches.issued(id)).isEqualTo(2);
	}

	/** For longer than the limits of size and time that other bodies have. */
	@Test
	void takesRowsForAsLongAsTheyCome() throws Exception {
		String id = api.create(50_000);
		try (Stream stream = new Stream(id, "")) {
			for (int i = 0; i < 5; i++) {
				stream.chunk("x".repeat(100) + i + "\n" + users(i * 1_000, (i + 1) * 1_000));
				for (int row = 0; row <= 1_000; row++) {
					assertThat(line(stream.answer())).isEqualTo(i * 1_001 + row + 1);
				}
				Thread.sleep(700);
			}
			stream.end();
			assertThat(stream.answers()).isEmpty();
		}
		assertThat(batches.issued(id)).isEqualTo(5_005);
	}

	@Test
	void endsAStreamWhoseSenderIsSilentAndSaysWhichLineIsMissing() throws IOException {
		String id = api.create(9);
		try (Stream silent = new Stream(id, ""); Stream half = new Stream(id, "")) {
			half.chunk("alice\nbo");
			assertThat(silent.answers()).hasSize(1)
				.allMatch(problem -> problem.path("code").asString().equals("request-timeout"));
			assertThat(half.answers()).extracting(row -> row.path("line").asInt() + row.path("code").asString(""))
				.containsExactly("1", "2request-timeout");
		}
		assertThat(batches.issued(id)).isOne();
	}

	@Test
	void doesNotIssueTheRowInWhichAStreamBreaksOff() throws Exception {
		String id = api.create(9);
		try (Stream stream = new Stream(id, "")) {
			stream.send("64\r\nalice\nbob");
			stream.socket.shutdownOutput();
			List<JsonNode> answers = stream.answers();
			assertThat(answers).hasSizeLessThanOrEqualTo(2);
		}
		assertThat(api.get("/api/v1/campaigns/" + id + "/coupons?userId=bob").json().path("items")).isEmpty();
	}

	@Test
	void answersTheRowsThatWereIssuedBeforeAStreamBreaksOff() throws Exception {
		String id = api.create(9);
		try (Stream stream = new Stream(id, "")) {
			stream.send("c\r\nalice\nbobby\n\r\nZZ\r\n");
			assertThat(stream.answers())
				.extracting(row -> row.path("line").asInt() + " " + row.at("/coupon/userId").asString("")
						+ row.path("code").asString(""))
				.containsExactly("1 alice", "2 bobby", "3 invalid-request");
		}
		assertThat(batches.issued(id)).isEqualTo(2);
	}

	@Test
	void givesEachUserItsCouponsWhereAStreamBreaksOffAndIsSentAgain() throws Exception {
		String id = api.create(20_000);
		String rows = users(0, 3_000) + users(1_000, 2_000);
		for (int cut : List.of(100, 5_000, 20_001, 38_000)) {
			try (Stream stream = new Stream(id, "Idempotency-Key: mailing\r\n")) {
				stream.chunk(rows.substring(0, cut));
				stream.answer();
			}
			catch (SocketException e) {
				// The service may have noticed first.
			}
		}
		List<JsonNode> answers = Batches
			.rows(batches.batch(id, Batches.CSV, rows).header("Idempotency-Key", "mailing").send());
		assertThat(Batches.statuses(answers)).hasSize(4_000).containsOnly(200, 201).contains(200);
		assertThat(Batches.codes(answers)).hasSize(4_000);
		assertThat(answers).extracting(answer -> answer.at("/coupon/userId").asString())
			.isEqualTo(rows.lines().toList());
		assertThat(batches.issued(id)).isEqualTo(4_000);
	}

	@Test
	void isHeldUpNeitherBySlowSendersNorByReadersWhoReadNothing(CapturedOutput output) throws Exception {
		String id = api.create(200_000);
		try (Stream slow = new Stream(id, ""); Stream unread = new Stream(id, "")) {
			slow.chunk("al");
			Thread sender = Thread.startVirtualThread(() -> sendUntilRefused(unread));
			Thread.sleep(500);
			assertThat(batches.rows(id, Batches.CSV, users(0, 2_000))).hasSize(2_000);
			assertThat(api.post("/api/v1/campaigns/" + id + "/coupons").status()).isEqualTo(201);
			int issued = batches.issued(id);
			Thread.sleep(500);
			assertThat(batches.issued(id)).as("no more rows are read").isEqualTo(issued).isLessThan(30_000);
			slow.chunk("ice\n");
			slow.end();
			assertThat(slow.answers()).hasSize(1);
			sender.join();
		}
		String log = "because the reader of its answers took nothing";
		for (int i = 0; i < 100 && !output.toString().contains(log); i++) {
			Thread.sleep(50);
		}
		assertThat(output.toString()).contains(log);
		assertThat(output.toString().substring(output.toString().indexOf(log))).doesNotContain("\tat ");
	}

	private static void sendUntilRefused(Stream stream) {
		try {
			for (int i = 0; i < 1_000; i++) {
				stream.chunk(users(i * 1_000, (i + 1) * 1_000));
			}
		}
		catch (IOException e) {
			// The service has closed the connection.
		}
	}

	/** It reads some 200 KB a second, for longer than a silent one is borne. */
	@Test
	void waitsForAReaderWhoReadsSlowly() throws Exception {
		String id = api.create(20_000);
		try (Stream stream = new Stream(id, "")) {
			Thread sender = Thread.startVirtualThread(() -> {
				try {
					stream.chunk(users(0, 10_000));
					stream.end();
				}
				catch (IOException e) {
					// Seen by the number of answers.
				}
			});
			for (int i = 1; i <= 10_000; i++) {
				assertThat(line(stream.answer())).isEqualTo(i);
				if (i % 100 == 0) {
					Thread.sleep(50);
				}
			}
			sender.join();
			assertThat(stream.answers()).isEmpty();
		}
		assertThat(batches.issued(id)).isEqualTo(10_000);
	}

}
