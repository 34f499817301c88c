package dev.coupon.connect.protocol;

import static dev.coupon.connect.protocol.ConnectClient.CREATE;
import static dev.coupon.connect.protocol.ConnectClient.ISSUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.procedure.v1.CreateCampaignReq;
import dev.coupon.procedure.v1.IssueCouponRes;
import dev.coupon.testing.Api;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TestSetup.StoreFailure;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The cases for servers and unary calls that the protocol's conformance suite
 * (https://github.com/connectrpc/conformance) has and that need no service of its own,
 * under their names, with this service's procedures in the place of the suite's.
 */
@ConnectTest
class ConformanceTests {

	private static final byte[] NOTHING = {};

	private final ConnectClient client;

	private final Api api;

	private final StoreFailure failure;

	private final SettableClock clock;

	@Autowired
	ConformanceTests(ConnectClient client, Api api, StoreFailure failure, SettableClock clock) {
		this.client = client;
		this.api = api;
		this.failure = failure;
		this.clock = clock;
	}

	private DynamicTest expecting(String error, String name, HttpRequest.Builder request) {
		return DynamicTest.dynamicTest(name, () -> assertThat(client.send(request).error()).isEqualTo(error));
	}

	@TestFactory
	Stream<DynamicTest> connectUnexpectedRequests() {
		byte[] bytes = "12345678".getBytes(StandardCharsets.UTF_8);
		return Stream.of(
				expecting("415 unknown", "unexpected-content-type", client.request(ISSUE, "image/jpeg", bytes)),
				expecting("405 unknown", "unexpected-verb",
						client.request(ISSUE)
							.header("Content-Type", "application/proto")
							.method("DELETE", BodyPublishers.noBody())),
				expecting("404 unimplemented", "unexpected-uri",
						client.request("/v1.CouponService/UnknownMethod", "application/proto", NOTHING)),
				expecting("415 unknown", "unexpected-codec", client.request(ISSUE, "application/foo", NOTHING)),
				expecting("501 unimplemented", "unexpected-compression",
						client.request(ISSUE, "application/proto", bytes).header("Content-Encoding", "foo")));
	}

	@Test
	void serverEmptyRequests() {
		IssueCouponRes answer = client
			.send(client.request(ISSUE, "application/proto", NOTHING).header("X-Conformance-Test", "Value1"))
			.message(Codec.PROTO, IssueCouponRes.getDefaultInstance());

		assertThat(answer.hasResult()).isTrue();
	}

	@TestFactory
	Stream<DynamicTest> serverMessageSize() {
		return Stream.of(
				expecting("400 invalid_argument", "unary/request-equal-to-server-limit",
						client.request(CREATE, Codec.PROTO, ofSize(64 * 1024))),
				expecting("429 resource_exhausted", "unary/request-exceeds-server-limit",
						client.request(CREATE, Codec.PROTO, ofSize(64 * 1024 + 10))));
	}

	/** A readable message, though without dates. */
	private static CreateCampaignReq ofSize(int bytes) {
		int tagAndLength = 4;
		CreateCampaignReq message = CreateCampaignReq.newBuilder()
			.setCampaignId("x".repeat(bytes - tagAndLength))
			.build();
		assertThat(message.getSerializedSize()).isEqualTo(bytes);
		return message;
	}

	@TestFactory
	Stream<DynamicTest> timeouts() {
		return Stream.of(Codec.values()).map(codec -> DynamicTest.dynamicTest("unary " + codec, () -> {
			String id = api.create(1);
			ConnectClient.Answer answer = failure.during(() -> {
				clock.advance(Duration.ofMillis(1_500));
				return null;
			}, () -> client.send(client.issuing(codec, id).header("Connect-Timeout-Ms", "200")));

			assertThat(answer.error()).isEqualTo("504 deadline_exceeded");
		}));
	}

}
