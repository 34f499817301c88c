package dev.coupon.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Receiver;
import dev.coupon.testing.Receiver.Received;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Webhooks, while the service that delivers them is killed. */
@Timeout(600)
class WebhookKillTests {

	private static final String CAMPAIGN = """
			{"id": "c", "startsAt": "2020-01-01", "endsAt": "2099-01-01", "maxCoupons": 1000000}""";

	private static final int ISSUED_AT_ONCE = 100;

	private static final int LONGEST_PEACE = 500;

	private final Random random = Kills.random(getClass());

	private final HttpClient client = HttpClient.newHttpClient();

	private int issued;

	/** Sends a request to a service until one succeeds that is up. */
	private void post(ServiceProcess service, String path, String body) {
		Kills.await(path, () -> {
			try {
				HttpResponse<String> answer = client.send(HttpRequest.newBuilder(service.uri().resolve(path))
					.header("Content-Type", "application/json")
					.header("Idempotency-Key", path + issued)
					.POST(BodyPublishers.ofString(body))
					.build(), BodyHandlers.ofString());
				return answer.statusCode() < 300;
			}
			catch (IOException e) {
				return false;
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
		});
	}

	private void issue(ServiceProcess service) {
		for (int i = 0; i < ISSUED_AT_ONCE; i++) {
			issued++;
			post(service, "/api/v1/campaigns/c/coupons", "{}");
		}
	}

	private static void create(WebhookKillTests test, ServiceProcess service, Receiver receiver) {
		test.post(service, "/api/v1/campaigns", CAMPAIGN);
		test.post(service, "/api/v1/webhooks",
				"{\"url\": \"" + receiver.url() + "\", \"types\": [\"coupon.issued\"], \"from\": \"beginning\"}");
	}

	private static Stream<String> settings(String... more) {
		return Stream.concat(
				Stream.of("--coupon.webhooks.allowed-networks=127.0.0.0/8", "--coupon.webhooks.answer-time=1s"),
				Stream.of(more));
	}

	/** Nothing is left out, all is in order, and what comes twice is the last message. */
	private void assertDelivered(List<Received> received) {
		Set<Integer> numbers = new LinkedHashSet<>();
		Received last = null;
		for (Received one : received) {
			boolean isNew = numbers.add(one.json().path("data").path("sequence").asInt());
			if (!isNew && last != null) {
				assertThat(one.body()).isEqualTo(last.body());
				assertThat(one.header("webhook-id")).isEqualTo(last.header("webhook-id"));
			}
			last = one;
		}
		assertThat(numbers).containsExactlyElementsOf(IntStream.rangeClosed(1, issued).boxed().toList());
	}

	private void awaitAll(Receiver receiver) {
		Kills.await("all events",
				() -> receiver.received()
					.stream()
					.anyMatch(one -> one.json().path("data").path("sequence").asInt() == issued));
	}

	@Test
	void leaveNothingOutThoughTheServiceIsKilled() throws IOException {
		Path folder = Kills.folder(getClass()).resolve("sqlite");
		assertThat(folder.toFile().mkdirs()).isTrue();
		try (Receiver receiver = new Receiver();
				ServiceProcess service = new ServiceProcess(folder.resolve("service.log"),
						settings("--coupon.store=sqlite", "--coupon.sqlite.file=" + folder.resolve("coupons.db"))
							.toArray(String[]::new))) {
			service.start();
			create(this, service, receiver);
			for (int kill = 0; kill < Kills.COUNT; kill++) {
				issue(service);
				Kills.pause(random.nextInt(LONGEST_PEACE));
				service.kill();
				service.start();
				issue(service);
				awaitAll(receiver);
			}
			assertDelivered(receiver.received());
		}
	}

	@Test
	void areSentByOneOfTwoServicesAtATimeAndByTheOtherWhenThatIsKilled() throws IOException {
		Path folder = Kills.folder(WebhookKillTests.class).resolve("postgresql");
		assertThat(folder.toFile().mkdirs()).isTrue();
		try (Receiver receiver = new Receiver(); Postgres server = new Postgres(folder)) {
			List<ServiceProcess> services = Stream.of("a", "b")
				.map(name -> new ServiceProcess(folder.resolve("service-" + name + ".log"),
						settings("--coupon.store=postgresql", "--coupon.postgresql.user=postgres",
								"--coupon.postgresql.url=jdbc:postgresql://localhost:" + server.port() + "/postgres")
							.toArray(String[]::new)))
				.toList();
			services.forEach(ServiceProcess::start);
			try {
				create(this, services.getFirst(), receiver);
				for (int kill = 0; kill < 2 * Kills.COUNT; kill++) {
					services.forEach(this::issue);
					ServiceProcess killed = services.get(kill % 2);
					killed.kill();
					issue(services.get(1 - kill % 2));
					awaitAll(receiver);
					killed.start();
				}
				assertDelivered(receiver.received());
				assertThat(receiver.mostUnderWay()).isEqualTo(1);
			}
			finally {
				services.forEach(ServiceProcess::close);
			}
		}
	}

}
