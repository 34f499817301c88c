package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** Exports to clients that read slowly, or stop reading. */
@HttpTest
@TestPropertySource(properties = "server.tomcat.connection-timeout=2s")
@ExtendWith(OutputCaptureExtension.class)
class SlowReaderTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Api api;

	private final CampaignRepository store;

	@Autowired
	SlowReaderTests(Api api, CampaignRepository store) {
		this.api = api;
		this.store = store;
	}

	private String campaignWithCoupons(int coupons, String userId) {
		String id = api.create(coupons);
		for (int i = 0; i < coupons; i++) {
			store.issue(new IssueRequest(id, userId, null));
		}
		return id;
	}

	/** A client that has asked for an export, but has read nothing of it. */
	private Socket reader(String id, String version) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(64 * 1024);
		socket.setSoTimeout((int) PATIENCE.toMillis());
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
		String request = "GET /api/v1/campaigns/" + id + "/coupons?count=true " + version
				+ "\r\nHost: localhost\r\nConnection: close\r\nAccept: text/csv\r\n\r\n";
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	/** It reads 200 KB a second, for three times as long as a silent one is borne. */
	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1", "HTTP/1.0" })
	void sendsAllOfAnExportToAReaderThatReadsSlowly(String version) throws Exception {
		String id = campaignWithCoupons(100_000, "alice");
		ByteArrayOutputStream read = new ByteArrayOutputStream();

		try (Socket socket = reader(id, version)) {
			InputStream in = socket.getInputStream();
			for (int i = 0; i < 120; i++) {
				read.write(in.readNBytes(10_000));
				Thread.sleep(50);
			}
			in.transferTo(read);
		}

		String end = read.toString(StandardCharsets.UTF_8);
		assertThat(end.substring(end.length() - 100)).contains("count:," + id + ",100000,");
	}

	/** Both in the middle and at the end of an export. */
	@ParameterizedTest
	@ValueSource(ints = { 2_500, 1_000 })
	void logsThatAnExportWasCutOffBecauseItsReaderTookNothing(int coupons, CapturedOutput output) throws Exception {
		String id = campaignWithCoupons(coupons, "a".repeat(255));

		try (Socket socket = reader(id, "HTTP/1.1")) {
			String line = "The export of campaign " + id + " was cut off, because its reader took nothing";
			awaitThat(() -> output.toString().contains(line));
			assertThat(output.toString().substring(output.toString().indexOf(line))).doesNotContain("\tat ");
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.doesNotContain("count:");
		}
	}

	private static void awaitThat(BooleanSupplier condition) throws InterruptedException {
		for (long left = PATIENCE.toMillis(); !condition.getAsBoolean(); left -= 50) {
			assertThat(left).isPositive();
			Thread.sleep(50);
		}
	}

	@Test
	void tellsTheLengthOfAShortExport() {
		String id = campaignWithCoupons(3, "alice");

		assertThat(api.request("GET", "/api/v1/campaigns/" + id + "/coupons")
			.header("Accept", "text/csv")
			.send()
			.header("Content-Length")).isPresent();
	}

}
