package dev.coupon.connect.protocol;

import static dev.coupon.connect.protocol.ConnectClient.GET;
import static dev.coupon.connect.protocol.ConnectClient.ISSUE;
import static dev.coupon.connect.protocol.ConnectClient.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.procedure.v1.GetCampaignReq;
import dev.coupon.procedure.v1.GetCampaignRes;
import dev.coupon.procedure.v1.IssueCouponReq;
import dev.coupon.procedure.v1.IssueCouponRes;
import dev.coupon.testing.Api;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Compression, in both directions. */
@ConnectTest
class GzipTests {

	private static final int MAX_SIZE = 64 * 1024;

	private final ConnectClient client;

	private final Api api;

	private String id = "";

	@Autowired
	GzipTests(ConnectClient client, Api api) {
		this.client = client;
		this.api = api;
	}

	@BeforeEach
	void prepare() {
		id = api.create(1_000);
	}

	private HttpRequest.Builder compressed(Codec codec, byte[] message) {
		return client.request(ISSUE, codec.mediaType(), Gzip.compressed(message)).header("Content-Encoding", "gzip");
	}

	@ParameterizedTest
	@EnumSource
	void readsCompressedMessages(Codec codec) {
		byte[] message = written(codec, IssueCouponReq.newBuilder().setCampaignId(id).build());

		assertThat(client.send(compressed(codec, message))
			.message(codec, IssueCouponRes.getDefaultInstance())
			.getResult()
			.getSuccess()).isTrue();
	}

	@Test
	void doesNotDecompressNothing() {
		assertThat(
				client.send(client.request(ISSUE, "application/proto", new byte[0]).header("Content-Encoding", "gzip"))
					.message(Codec.PROTO, IssueCouponRes.getDefaultInstance())
					.getResult()
					.getErrorCode())
			.isEqualTo("campaign-not-found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "br", "zstd", "deflate", "foo", "gzip, gzip", "" })
	void refusesOtherEncodings(String encoding) {
		ConnectClient.Answer answer = client.send(client.issuing(Codec.PROTO, id).header("Content-Encoding", encoding));

		assertThat(answer.error()).isEqualTo("501 unimplemented");
		assertThat(answer.json().path("message").asString()).contains("gzip", "identity");
	}

	@Test
	void refusesWhatIsNotCompressedAsItSays() {
		byte[] message = Gzip.compressed(written(Codec.JSON, IssueCouponReq.newBuilder().setCampaignId(id).build()));
		byte[] broken = message.clone();
		broken[broken.length - 6] ^= 1;

		for (byte[] body : new byte[][] { { '{', '}' }, Arrays.copyOf(message, message.length - 9), broken }) {
			assertThat(client.send(client.request(ISSUE, "application/json", body).header("Content-Encoding", "gzip"))
				.error()).isEqualTo("400 invalid_argument");
		}
	}

	@Test
	void limitsWhatIsDecompressed() {
		byte[] fits = Arrays.copyOf("{}".getBytes(StandardCharsets.UTF_8), MAX_SIZE);
		Arrays.fill(fits, 2, MAX_SIZE, (byte) ' ');

		assertThat(client.send(compressed(Codec.JSON, fits)).status()).isEqualTo(200);
		for (int size : new int[] { MAX_SIZE + 1, 50_000_000 }) {
			assertThat(client.send(compressed(Codec.PROTO, new byte[size])).error())
				.isEqualTo("429 resource_exhausted");
		}
	}

	private ConnectClient.Answer read(Codec codec, String... headers) {
		HttpRequest.Builder request = client.request(GET, codec, GetCampaignReq.newBuilder().setCampaignId(id).build());
		return client.send(headers.length == 0 ? request : request.headers(headers));
	}

	private void issueMany() {
		for (int i = 0; i < 100; i++) {
			api.issue(id);
		}
	}

	@ParameterizedTest
	@EnumSource
	void compressesLargeAnswersForThoseWhoUnderstandIt(Codec codec) {
		issueMany();

		for (String accepted : new String[] { "gzip", "br, gzip", "gzip,br", "GZIP", "gzip;q=0.5",
				"zstd,gzip ; q=1" }) {
			ConnectClient.Answer answer = read(codec, "Accept-Encoding", accepted);
			assertThat(answer.header("Content-Encoding")).as(accepted).isEqualTo("gzip");
			assertThat(answer.message(codec, GetCampaignRes.getDefaultInstance()).getInfo().getAllCouponIdsCount())
				.isEqualTo(100);
		}
		for (String accepted : new String[] { "", "br", "identity", "gzip;q=0", "gzip; q=0.000", "xgzip", "gzipx" }) {
			assertThat(read(codec, "Accept-Encoding", accepted).header("Content-Encoding")).as(accepted).isEmpty();
		}
		assertThat(read(codec).header("Content-Encoding")).isEmpty();
	}

	@Test
	void answersCompressedToWhoAsksCompressedAndSaysNoMore() {
		issueMany();
		byte[] message = Gzip.compressed(written(Codec.PROTO, GetCampaignReq.newBuilder().setCampaignId(id).build()));

		assertThat(client.send(client.request(GET, "application/proto", message).header("Content-Encoding", "gzip"))
			.header("Content-Encoding")).isEqualTo("gzip");
	}

	@Test
	void leavesSmallAnswersAndErrorsAsTheyAre() {
		assertThat(read(Codec.JSON, "Accept-Encoding", "gzip").header("Content-Encoding")).isEmpty();
		assertThat(client.send(client.json(GET, "{}").header("Accept-Encoding", "gzip")).header("Content-Encoding"))
			.isEmpty();
	}

	@Test
	void leavesTheRestApiWithoutEncodings() {
		assertThat(
				api.request("POST", "/api/v1/campaigns").header("Content-Encoding", "gzip").json("{}").send().problem())
			.isEqualTo("unsupported-media-type");
	}

}
