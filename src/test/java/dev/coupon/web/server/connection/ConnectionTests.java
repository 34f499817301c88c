package dev.coupon.web.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.coupon.CouponApplication;
import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.RawConnection;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** How connections wait for their clients. */
@HttpTest
@TestPropertySource(properties = { "server.tomcat.connection-timeout=1s", "server.tomcat.keep-alive-timeout=2s" })
class ConnectionTests {

	private static final String REQUEST = "GET /api/v1/campaigns/none HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private final Api api;

	@Autowired
	ConnectionTests(Api api) {
		this.api = api;
	}

	private RawConnection connect() {
		return new RawConnection(InetAddress.getLoopbackAddress(), api.port());
	}

	@Test
	void answersRequestsThatWereSentAtOnceInTheirOrder() {
		String id = api.create(1_000);
		String issue = "POST /api/v1/campaigns/" + id + "/coupons HTTP/1.1\r\nHost: localhost\r\n\r\n";

		try (RawConnection connection = connect()) {
			connection.send((issue + REQUEST).repeat(200));

			List<Integer> statuses = IntStream.range(0, 400).mapToObj(i -> connection.receive().status()).toList();
			assertThat(statuses).isEqualTo(IntStream.range(0, 400).mapToObj(i -> i % 2 == 0 ? 201 : 404).toList());
		}
		assertThat(api.get("/api/v1/campaigns/" + id).json().get("issued").asInt()).isEqualTo(200);
	}

	/** Each byte comes within the time, the whole of them doesn't. */
	@Test
	void waitsForAClientThatSendsByteByByte() throws Exception {
		try (RawConnection connection = connect()) {
			for (int i = 0; i < REQUEST.length(); i++) {
				connection.send(REQUEST.substring(i, i + 1));
				Thread.sleep(40);
			}
			assertThat(connection.receive().status()).isEqualTo(404);
		}
	}

	@Test
	void keepsAConnectionThatIsIdleForAWhile() throws Exception {
		try (RawConnection connection = connect()) {
			for (int i = 0; i < 3; i++) {
				connection.send(REQUEST);
				assertThat(connection.receive().status()).isEqualTo(404);
				Thread.sleep(1_200);
			}
		}
	}

	@Test
	void closesAConnectionThatIsIdleForTooLong() {
		try (RawConnection connection = connect()) {
			connection.send(REQUEST);
			assertThat(connection.receive().status()).isEqualTo(404);

			assertIsClosed(connection);
		}
	}

	@Test
	void closesAConnectionOverWhichNothingComes() {
		try (RawConnection connection = connect()) {
			assertIsClosed(connection);
		}
	}

	@Test
	void closesAConnectionWhoseClientStopsInTheMiddleOfARequest() {
		try (RawConnection connection = connect()) {
			connection.send("GET /api/v1/campaigns/none HTTP/1.1\r\nHost: loc");
			assertIsClosed(connection);
		}
	}

	private static void assertIsClosed(RawConnection connection) {
		assertThatThrownBy(connection::receive).hasRootCauseInstanceOf(EOFException.class);
	}

	@Test
	void closesConnectionsThatAreIdleWhenTheServiceStops() {
		RawConnection connection;
		try (ConfigurableApplicationContext service = start()) {
			connection = new RawConnection(InetAddress.getLoopbackAddress(), port(service));
			connection.send(REQUEST);
			assertThat(connection.receive().status()).isEqualTo(404);
		}
		try (connection) {
			assertIsClosed(connection);
		}
	}

	/** A request may still be served when the service stops. */
	@Test
	void refusesToWriteOverAConnectionThatWasClosed() throws Exception {
		ConnectionEndpoint endpoint = new ConnectionEndpoint();
		NioChannel channel = new NioChannel(new SocketBufferHandler(64, 64, false));
		try (SocketChannel socket = SocketChannel.open(new InetSocketAddress("localhost", api.port()))) {
			Connection connection = new Connection(channel, endpoint);
			channel.reset(socket, connection);
			connection.close();

			assertTimeoutPreemptively(Duration.ofSeconds(10),
					() -> assertThatThrownBy(() -> connection.write(true, ByteBuffer.allocate(8)))
						.isInstanceOf(ClosedChannelException.class));
		}
	}

	@Test
	void servesHttp2() throws Exception {
		try (ConfigurableApplicationContext service = start("--server.http2.enabled=true")) {
			assertThat(get(service, Version.HTTP_2)).isEqualTo("404 HTTP_2");
			assertThat(get(service, Version.HTTP_1_1)).isEqualTo("404 HTTP_1_1");
		}
	}

	@Test
	void closesAnIdleConnectionOfHttp2() throws Exception {
		try (ConfigurableApplicationContext service = start("--server.http2.enabled=true",
				"--server.tomcat.keep-alive-timeout=1s");
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(service))) {
			socket.setSoTimeout(10_000);
			byte[] emptySettings = { 0, 0, 0, 4, 0, 0, 0, 0, 0 };
			socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().write(emptySettings);

			byte[] frames = socket.getInputStream().readAllBytes();
			assertThat(frames).as("settings of the service").startsWith(0, 0).contains(4, Index.atIndex(3));
		}
	}

	@Test
	void servesWithoutVirtualThreads() throws Exception {
		try (ConfigurableApplicationContext service = start("--spring.threads.virtual.enabled=false")) {
			assertThat(get(service, Version.HTTP_1_1)).isEqualTo("404 HTTP_1_1");
		}
	}

	/** Sends two requests, the second one over what the first one has opened. */
	private static String get(ConfigurableApplicationContext service, Version version) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + port(service) + "/api/v1/campaigns/none"))
			.build();
		try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
			client.send(request, BodyHandlers.ofString());
			HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
			return answer.statusCode() + " " + answer.version();
		}
	}

	private static ConfigurableApplicationContext start(String... settings) {
		Stream<String> all = Stream.concat(Stream.of("--server.port=0", "--coupon.warm-up.requests=0"),
				Stream.of(settings));
		return SpringApplication.run(CouponApplication.class, all.toArray(String[]::new));
	}

	private static int port(ConfigurableApplicationContext service) {
		return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
