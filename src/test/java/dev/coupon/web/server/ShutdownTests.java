package dev.coupon.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.CouponApplication;
import dev.coupon.testing.RawConnection;
import dev.coupon.testing.RawConnection.RawAnswer;
import java.net.InetAddress;
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

	private static final String REQUEST = "GET /api/v1/campaigns HTTP/1.1\r\nHost: localhost\r\n\r\n";

	/** Each client sends requests over one connection until an answer says goodbye. */
	@Test
	void answersEachRequestOnAConnectionUntilItSaysThatItCloses() {
		CountDownLatch busy = new CountDownLatch(CLIENTS);
		try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
			List<CompletableFuture<RawAnswer>> last;
			try (ConfigurableApplicationContext service = SpringApplication.run(CouponApplication.class,
					"--server.port=0", "--coupon.warm-up.requests=0")) {
				int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
				last = Stream.generate(() -> CompletableFuture.supplyAsync(() -> lastAnswer(port, busy), clients))
					.limit(CLIENTS)
					.toList();
				busy.await();
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
			assertThat(last).allSatisfy(answer -> {
				assertThat(answer.join().status()).isEqualTo(200);
				assertThat(answer.join().headers()).containsEntry("connection", "close");
			});
		}
	}

	private static RawAnswer lastAnswer(int port, CountDownLatch busy) {
		try (RawConnection connection = new RawConnection(InetAddress.getLoopbackAddress(), port)) {
			while (true) {
				connection.send(REQUEST);
				RawAnswer answer = connection.receive();
				busy.countDown();
				if (answer.headers().containsKey("connection")) {
					return answer;
				}
			}
		}
	}

}
