package dev.coupon.loadtest.verdict;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of the service as the load test needs; it can lie. */
public final class StubService implements AutoCloseable {

	private static final Pattern ID = Pattern.compile("\"id\": *\"([^\"]+)\"");

	private static final Pattern MAX = Pattern.compile("\"maxCoupons\": *(\\d+)");

	private final Map<String, StubCampaign> campaigns = new ConcurrentHashMap<>();

	private final HttpServer server;

	private final Lie lie;

	StubService(int port, Lie lie) throws IOException {
		this.lie = lie;
		this.server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
		server.setExecutor(Executors.newFixedThreadPool(4));
		server.createContext("/api/v1/campaigns", this::handle);
		server.start();
	}

	/** Serves until it is killed; the arguments are the port and the lie. */
	public static void main(String[] args) throws IOException {
		new StubService(Integer.parseInt(args[0]), Lie.valueOf(args[1]));
	}

	int port() {
		return server.getAddress().getPort();
	}

	@Override
	public void close() {
		server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		List<String> path = List.of(exchange.getRequestURI().getPath().split("/"));
		boolean post = exchange.getRequestMethod().equals("POST");
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		if (path.size() == 4) {
			answer(exchange, post ? create(body) : new StubAnswer(200, "{}"));
			return;
		}
		StubCampaign campaign = campaigns.get(path.get(4));
		if (campaign == null) {
			answer(exchange, new StubAnswer(404, "{\"code\": \"campaign-not-found\"}"));
			return;
		}
		answer(exchange, path.size() == 5 ? campaign.counts() : post ? campaign.issue() : campaign.export());
	}

	private StubAnswer create(String body) {
		String id = find(ID, body);
		campaigns.put(id, new StubCampaign(id, Integer.parseInt(find(MAX, body)), lie));
		return new StubAnswer(201, "{\"id\": \"" + id + "\"}");
	}

	private static String find(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.find()) {
			throw new IllegalArgumentException(text);
		}
		return matcher.group(1);
	}

	private static void answer(HttpExchange exchange, StubAnswer answer) throws IOException {
		byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(bytes);
		}
	}

	record StubAnswer(int status, String body) {
	}

}
