package dev.coupon.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.events.webhook.Hooks.Hook;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** To which addresses nothing is sent, by whichever way they are reached. */
@HttpTest
@Timeout(60)
@Import(WebhookAddressTests.Setup.class)
@TestPropertySource(
		properties = { "coupon.webhooks.allowed-networks=127.0.0.2/32,::1", "coupon.webhooks.answer-time=2s" })
class WebhookAddressTests {

	private static final String PUBLIC = "93.184.216.34";

	private final Api api;

	private final Hooks hooks;

	private final TestNames names;

	@Autowired
	WebhookAddressTests(Api api, TestNames names) {
		this.api = api;
		this.hooks = new Hooks(api);
		this.names = names;
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Setup {

		@Bean
		@Primary
		TestNames testNames() {
			return new TestNames();
		}

	}

	private Answer create(String url) {
		return api.post(Hooks.PATH, "{\"url\": \"" + url + "\", \"types\": [\"coupon.issued\"]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "0.0.0.0", "10.0.0.1", "100.64.0.1", "169.254.169.254", "172.16.0.1",
			"172.31.255.255", "192.0.0.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
			"[::]", "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[::ffff:127.0.0.1]",
			"[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]",
			"[2001:db8::1]", "localhost" })
	void refusesAddressesThatAreNotPublic(String host) {
		Answer answer = create("https://" + host + "/");

		assertThat(answer.problem()).as(answer.body()).isEqualTo("invalid-request");
		assertThat(answer.json().path("errors").get(0).path("pointer").asString()).isEqualTo("/url");
		assertThat(answer.body()).contains("which is no public address", "coupon.webhooks.allowed-networks");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hooks", "//hooks.example", "ftp://hooks.example", "file:///etc/passwd", "https://",
			"https:///x", "https://user:pass@hooks.example", "https://hooks.example/#x", "https://127.1/",
			"https://2130706433/", "https://0x7f.0.0.1/", "https://0/", "https://hooks.example:0",
			"https://hooks.example:65536", "https://hooks.example/a b", "https://h\\u00f6\\u00f6ks.example",
			"gopher://x", "https://a_b.example", "https://[::1", "javascript:alert(1)", "https://\\u0000" })
	void refusesWhatIsNoAddressOfTheWeb(String url) {
		assertThat(create(url).problem()).as(url).isEqualTo("invalid-request");
	}

	@Test
	void refusesNamesOfWhichAnyAddressIsNotPublic() {
		names.set("mixed.example", PUBLIC + " 10.1.2.3");
		names.set("metadata.example", "169.254.169.254");
		names.set("six.example", "2606:2800:220:1::1 fd00::1");

		for (String name : List.of("mixed", "metadata", "six")) {
			assertThat(create("https://" + name + ".example/").body()).contains("which is no public address");
		}
		assertThat(create("https://none.invalid/").body()).contains("can't be found");
	}

	@Test
	void sendsUnencryptedToAllowedNetworksOnly() {
		names.set("plain.example", PUBLIC);
		names.set("mixed.example", PUBLIC + " 127.0.0.2");

		assertThat(create("http://plain.example/").body()).contains("must begin with https:");
		assertThat(create("http://mixed.example/").body()).contains("must begin with https:");
		assertThat(create("http://127.0.0.2/").status()).isEqualTo(201);
		assertThat(create("http://[::1]/").status()).isEqualTo(201);
		assertThat(create("https://127.0.0.2/").status()).isEqualTo(201);
	}

	/** A name that means a public address when the webhook is created, and later not. */
	@Test
	void connectsToNoAddressThatANameMeansOnlyLater() throws Exception {
		try (ServerSocket machine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			names.set("rebind.example", PUBLIC, "127.0.0.1", "169.254.169.254", "::ffff:127.0.0.1");
			Hook hook = hooks.create("https://rebind.example:" + machine.getLocalPort() + "/", api.create(1), "");

			for (String address : List.of("127.0.0.1", "169.254.169.254", "127.0.0.1")) {
				String tried = api.post(hook.path() + "/test").body();
				assertThat(tried).contains("\"failed\"", "leads to " + address + ", which is no public address");
			}
			machine.setSoTimeout(100);
			CompletableFuture<Socket> connection = CompletableFuture.supplyAsync(() -> accepted(machine));
			assertThat(connection.exceptionally(e -> null).get(5, TimeUnit.SECONDS)).isNull();
		}
	}

	/** A name that changes between the check of an address and the connection to it. */
	@Test
	void connectsToTheAddressThatWasChecked() throws Exception {
		try (ServerSocket allowed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
			names.set("turns.example", "127.0.0.2", "127.0.0.2", "127.0.0.1");
			Hook hook = hooks.create("http://turns.example:" + allowed.getLocalPort() + "/x", api.create(1), "");
			CompletableFuture<String> head = CompletableFuture.supplyAsync(() -> answered(allowed));

			assertThat(api.post(hook.path() + "/test").body()).contains("\"delivered\"");
			assertThat(head.get(5, TimeUnit.SECONDS)).contains("POST /x HTTP/1.1",
					"Host: turns.example:" + allowed.getLocalPort());
			assertThat(api.post(hook.path() + "/test").body()).contains("leads to 127.0.0.1");
		}
	}

	/** The name of the receiver, and not its address, is what its certificate is for. */
	@Test
	void asksForTheCertificateOfTheName() throws Exception {
		try (ServerSocket allowed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
			names.set("safe.example", "127.0.0.2");
			Hook hook = hooks.create("https://safe.example:" + allowed.getLocalPort() + "/", api.create(1), "");
			CompletableFuture<String> hello = CompletableFuture.supplyAsync(() -> hello(allowed));

			assertThat(api.post(hook.path() + "/test").body()).contains("\"failed\"");
			assertThat(hello.get(5, TimeUnit.SECONDS)).contains("safe.example");
		}
	}

	@Test
	void waitsForNoNameForEver() {
		assertThat(create("https://" + TestNames.STUCK + "/").body()).contains("takes too long to be found");
	}

	@Test
	void saysThatNobodyIsThere() {
		Hook hook = hooks.create("http://127.0.0.2:9/", api.create(1), "");

		assertThat(api.post(hook.path() + "/test").body()).contains("can't be reached");
	}

	@Test
	void checksAChangedAddressToo() {
		Hook hook = hooks.create("http://127.0.0.2:9/", api.create(1), "");

		assertThat(api.patch(hook.path(), "{\"url\": \"https://10.0.0.1/\"}").body()).contains("no public address");
		assertThat(hooks.read(hook).path("url").asString()).isEqualTo("http://127.0.0.2:9/");
	}

	/** A receiver that speaks no HTTP. */
	@ParameterizedTest
	@ValueSource(strings = { "SSH-2.0-OpenSSH_9\r\n", "HTTP/1.1 nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nX",
			"\u0000\u0001", "HTTP/1.1 100 Continue\r\n\r\n", "" })
	void countsGarbageAsAFailure(String garbage) throws Exception {
		try (ServerSocket allowed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
			Hook hook = hooks.create("http://127.0.0.2:" + allowed.getLocalPort() + "/", api.create(1), "");
			CompletableFuture<Void> end = CompletableFuture.runAsync(() -> send(allowed, garbage));

			Answer tried = api.post(hook.path() + "/test");
			assertThat(tried.body()).as(garbage).contains("\"failed\"");
			end.get(5, TimeUnit.SECONDS);
		}
	}

	@Test
	void readsNoEndlessHeaders() throws Exception {
		try (ServerSocket allowed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
			Hook hook = hooks.create("http://127.0.0.2:" + allowed.getLocalPort() + "/", api.create(1), "");
			CompletableFuture<Void> end = CompletableFuture
				.runAsync(() -> send(allowed, "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1_000_000)));

			assertThat(api.post(hook.path() + "/test").body()).contains("\"failed\"");
			end.exceptionally(e -> null).get(5, TimeUnit.SECONDS);
		}
	}

	private static Socket accepted(ServerSocket server) {
		try {
			return server.accept();
		}
		catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private static String answered(ServerSocket server) {
		try (Socket socket = server.accept()) {
			String head = new String(socket.getInputStream().readNBytes(300), StandardCharsets.UTF_8);
			socket.getOutputStream()
				.write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			return head;
		}
		catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private static String hello(ServerSocket server) {
		try (Socket socket = server.accept()) {
			DataInputStream in = new DataInputStream(socket.getInputStream());
			byte[] head = new byte[5];
			in.readFully(head);
			byte[] record = new byte[Byte.toUnsignedInt(head[3]) * 256 + Byte.toUnsignedInt(head[4])];
			in.readFully(record);
			return new String(record, StandardCharsets.ISO_8859_1);
		}
		catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void send(ServerSocket server, String text) {
		try (Socket socket = server.accept()) {
			socket.getInputStream().readNBytes(100);
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (IOException e) {
			// The service has ended the connection.
		}
	}

}
