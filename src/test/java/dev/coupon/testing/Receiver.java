package dev.coupon.testing;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of webhooks on this machine, which answers what a test wants. */
public final class Receiver implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpServer server;

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final AtomicInteger underWay = new AtomicInteger();

	private final AtomicInteger mostUnderWay = new AtomicInteger();

	private volatile Answer answer = exchange -> 204;

	/** What to do with a request; returns the status to answer. */
	public interface Answer {

		int to(HttpExchange exchange) throws IOException, InterruptedException;

	}

	/** A message as it came. */
	public record Received(Map<String, List<String>> headers, String body) {

		public String header(String name) {
			return headers.entrySet()
				.stream()
				.filter(header -> header.getKey().equalsIgnoreCase(name))
				.flatMap(header -> header.getValue().stream())
				.findFirst()
				.orElse("");
		}

		public JsonNode json() {
			return JSON.readTree(body);
		}

		/** Whether the secret signed it, whenever that was. */
		public boolean isSignedBy(String secret) {
			try {
				String signature = new Webhook(secret).sign(header("webhook-id"),
						Long.parseLong(header("webhook-timestamp")), body);
				return List.of(header("webhook-signature").split(" ")).contains(signature);
			}
			catch (WebhookSigningException e) {
				throw new IllegalStateException(e);
			}
		}

	}

	public Receiver() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", this::handle);
		server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
		try {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
			int status = answer.to(exchange);
			if (status > 0) {
				exchange.sendResponseHeaders(status, -1);
			}
			else {
				exchange.close();
			}
		}
		catch (InterruptedException e) {
			exchange.close();
			Thread.currentThread().interrupt();
		}
		finally {
			underWay.decrementAndGet();
		}
	}

	public void answer(Answer next) {
		answer = next;
	}

	public void answer(int status) {
		answer = exchange -> status;
	}

	public String url() {
		return "http://127.0.0.1:" + port() + "/hooks?a=b";
	}

	public int port() {
		return server.getAddress().getPort();
	}

	public List<Received> received() {
		return received;
	}

	/** All that came, once there are so many. */
	public List<Received> await(int count) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> received.size() >= count);
		return received;
	}

	/** The most that were sent at the same time. */
	public int mostUnderWay() {
		return mostUnderWay.get();
	}

	@Override
	public void close() {
		server.stop(0);
	}

}
