package dev.coupon.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.CouponApplication;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.RawConnection;
import dev.coupon.testing.RawConnection.RawAnswer;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class ShutdownTests {

	private static final int CLIENTS = 20;

	/** More than the server keeps back to tell the length of an answer. */
	private static final int COUPONS = 500;

	@Test
	void answersEachRequestOnAConnectionUntilItSaysThatItCloses() {
		assertThat(lastAnswers("/api/v1/campaigns", "application/json")).allSatisfy(answer -> {
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.headers()).containsEntry("connection", "close");
		});
	}

	/**
	 * Else a part of an export looks like the whole to a client whose reading is cut off.
	 */
	@Test
	void marksTheEndOfExportsThatBeginWhileItStops() {
		assertThat(lastAnswers("/api/v1/campaigns/c/coupons", "text/csv")).allSatisfy(answer -> {
			assertThat(answer.headers()).containsEntry("connection", "close")
				.containsEntry("transfer-encoding", "chunked");
			assertThat(answer.body().lines()).hasSize(COUPONS + 1);
		});
	}

	/** Each client sends requests over one connection until an answer says goodbye. */
	private static List<RawAnswer> lastAnswers(String path, String accept) {
		String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept + "\r\n\r\n";
		CountDownLatch busy = new CountDownLatch(CLIENTS);
		try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
			List<CompletableFuture<RawAnswer>> last;
			try (ConfigurableApplicationContext service = SpringApplication.run(CouponApplication.class,
					"--server.port=0", "--coupon.warm-up.requests=0")) {
				fill(service.getBean(CampaignRepository.class));
				int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
				last = Stream
					.generate(() -> CompletableFuture.supplyAsync(() -> lastAnswer(port, request, busy), clients))
					.limit(CLIENTS)
					.toList();
				busy.await();
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
			return last.stream().map(CompletableFuture::join).toList();
		}
	}

	private static void fill(CampaignRepository store) {
		Instant now = Instant.now();
		store.create(new CampaignBuilder(now, now.plus(Duration.ofHours(1))).id("c").maxCoupons(COUPONS).build(),
				Act.OF_THE_SERVICE);
		for (int i = 0; i < COUPONS; i++) {
			store.issue(new IssueRequest("c", null, null));
		}
	}

	private static RawAnswer lastAnswer(int port, String request, CountDownLatch busy) {
		try (RawConnection connection = new RawConnection(InetAddress.getLoopbackAddress(), port)) {
			while (true) {
				connection.send(request);
				RawAnswer answer = connection.receive();
				busy.countDown();
				if (answer.headers().containsKey("connection")) {
					return answer;
				}
			}
		}
	}

}
