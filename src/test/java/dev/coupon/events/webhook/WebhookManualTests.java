package dev.coupon.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.coupon.events.webhook.Hooks.Hook;
import dev.coupon.testing.Api;
import dev.coupon.testing.FreePorts;
import dev.coupon.testing.HttpTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** The receiver that {@code docs/webhooks.md} shows, as readers copy it. */
@HttpTest
@Timeout(120)
// A service of its own, because libraries refuse messages if their clock was moved by
// other tests.
@TestPropertySource(properties = { "coupon.webhooks.allowed-networks=127.0.0.0/8", "coupon.webhooks.answer-time=9s" })
class WebhookManualTests {

	private static final Pattern RECEIVER = Pattern.compile("```java\n(.*?class WebhookReceiver.*?)```",
			Pattern.DOTALL);

	private final Api api;

	private final Hooks hooks;

	@TempDir
	private Path folder;

	@Autowired
	WebhookManualTests(Api api) {
		this.api = api;
		this.hooks = new Hooks(api);
	}

	@Test
	void showsAReceiverThatTakesWhatIsSignedAndNothingElse() throws Exception {
		Matcher shown = RECEIVER.matcher(Files.readString(Path.of("docs/webhooks.md")));
		assertThat(shown.find()).isTrue();
		Path source = Files.writeString(folder.resolve("WebhookReceiver.java"), shown.group(1));
		int port = FreePorts.one();
		String campaign = api.create(10);
		String url = "http://127.0.0.1:" + port + "/hooks";
		Hook hook = hooks.create(url, campaign, "");
		Process receiver = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				Path.of(Webhook.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(),
				source.toString(), Integer.toString(port), hook.secret())
			.redirectErrorStream(true)
			.start();
		List<String> printed = new CopyOnWriteArrayList<>();
		Thread.ofPlatform().daemon().start(() -> receiver.inputReader().lines().forEach(printed::add));
		try {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> api.post(hook.path() + "/test").body().contains("\"delivered\""));
			api.issue(campaign);

			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> printed.size() >= 2);
			assertThat(printed.getFirst()).contains("webhook.test");
			assertThat(new JsonMapper().readTree(printed.getLast()).path("type").asString()).isEqualTo("coupon.issued");
			assertThat(forged(url)).isEqualTo(400);
			assertThat(printed).hasSize(2);
		}
		finally {
			receiver.destroyForcibly();
		}
	}

	private static int forged(String url) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpRequest request = HttpRequest.newBuilder(URI.create(url))
				.header("webhook-id", "wh_1-1")
				.header("webhook-timestamp", Long.toString(System.currentTimeMillis() / 1000))
				.header("webhook-signature", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=")
				.POST(BodyPublishers.ofString("{}"))
				.build();
			return client.send(request, BodyHandlers.discarding()).statusCode();
		}
	}

}
