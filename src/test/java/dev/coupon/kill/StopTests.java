package dev.coupon.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a stop takes that is asked for while something hangs. */
@Timeout(180)
class StopTests {

	/** The most that a stop may take, and what a busy machine may add. */
	private static final Duration LIMIT = Duration.ofSeconds(8);

	private static final Duration TOLERANCE = Duration.ofSeconds(8);

	private static final String CAMPAIGN = """
			{"id": "c", "startsAt": "2020-01-01", "endsAt": "2099-01-01", "maxCoupons": 1000000}""";

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path folder;

	@SuppressWarnings("NullAway.Init") // Each test starts it.
	private ServiceProcess service;

	private void start(String... settings) {
		service = new ServiceProcess(Path.of("target", "stop.log"),
				Stream.concat(Stream.of("--spring.lifecycle.timeout-per-shutdown-phase=" + LIMIT.toSeconds() + "s",
						"--coupon.batch.deadline=45s"), Stream.of(settings))
					.toArray(String[]::new));
		service.start();
		Kills.await("the service", () -> {
			try {
				return client
					.send(HttpRequest.newBuilder(service.uri().resolve("/actuator/health/readiness")).build(),
							BodyHandlers.discarding())
					.statusCode() == 200;
			}
			catch (IOException e) {
				return false;
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
		});
		assertThat(post("/api/v1/campaigns", CAMPAIGN).join().statusCode()).isEqualTo(201);
	}

	@AfterEach
	void end() {
		service.close();
	}

	private CompletableFuture<HttpResponse<String>> post(String path, String body) {
		return client.sendAsync(HttpRequest.newBuilder(service.uri().resolve(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

	private void assertStopsInTime() {
		long start = System.nanoTime();
		service.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plus(TOLERANCE));
	}

	private List<CompletableFuture<HttpResponse<String>>> requestsThatHang() {
		List<CompletableFuture<HttpResponse<String>>> hanging = Stream
			.generate(() -> post("/api/v1/campaigns/c/coupons", "{}"))
			.limit(20)
			.toList();
		Kills.pause(1_000);
		return hanging;
	}

	private static void assertAnswered(List<CompletableFuture<HttpResponse<String>>> requests) {
		assertThat(requests).allSatisfy(request -> {
			assertThat(request.join().statusCode()).isEqualTo(503);
			assertThat(request.join().body()).containsAnyOf("\"overloaded\"", "\"outcome-unknown\"");
		});
	}

	@Test
	void stopsInTimeAndAnswersEverybodyThoughItsDatabaseDoesNotAnswer() throws Exception {
		try (Postgres postgres = new Postgres(folder)) {
			start("--coupon.store=postgresql", "--coupon.postgresql.password=", "--coupon.postgresql.user=postgres",
					"--coupon.postgresql.url=jdbc:postgresql://localhost:" + postgres.port() + "/postgres");
			postgres.signal("STOP");
			try {
				List<CompletableFuture<HttpResponse<String>>> hanging = requestsThatHang();
				assertStopsInTime();
				assertAnswered(hanging);
			}
			finally {
				postgres.signal("CONT");
			}
		}
	}

	@Test
	void stopsInTimeAndAnswersEverybodyThoughItsFileIsLocked() throws SQLException {
		Path file = folder.resolve("coupons.db");
		start("--coupon.store=sqlite", "--coupon.sqlite.file=" + file);
		try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement lock = other.createStatement()) {
			lock.execute("BEGIN IMMEDIATE");
			List<CompletableFuture<HttpResponse<String>>> hanging = requestsThatHang();
			assertStopsInTime();
			assertAnswered(hanging);
		}
	}

	/** One that is idle, one whose body never ends, and one that reads nothing. */
	@Test
	void stopsInTimeThoughClientsHoldTheirConnections() throws IOException {
		start("--coupon.body.max-time=5m", "--server.tomcat.connection-timeout=5m");
		for (int i = 0; i < 5_000; i++) {
			post("/api/v1/campaigns/c/coupons", "{\"userId\": \"" + "a".repeat(200) + "\"}").join();
		}
		String json = "Content-Type: application/json";
		String length = "Content-Length: 100";
		try (Socket idle = connection("GET /api/v1/campaigns", "", "");
				Socket sending = connection("POST /api/v1/campaigns", json, length, "", "{");
				Socket connect = connection("POST /v1.CouponService/IssueCoupon", json, length, "", "{");
				Socket reading = connection("GET /api/v1/campaigns/c/coupons", "Accept: text/csv", "", "")) {
			Kills.pause(1_000);
			assertStopsInTime();
			assertThat(List.of(idle, sending, connect, reading)).allMatch(Socket::isConnected);
		}
	}

	private Socket connection(String operation, String... lines) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.uri().getPort());
		String request = operation + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", lines);
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

}
