package dev.coupon.connect.protocol;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.coupon.procedure.v1.CreateCampaignReq;
import dev.coupon.procedure.v1.CreateCampaignRes;
import dev.coupon.procedure.v1.GetCampaignReq;
import dev.coupon.procedure.v1.GetCampaignRes;
import dev.coupon.procedure.v1.IssueCouponReq;
import dev.coupon.procedure.v1.IssueCouponRes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the procedures that knows no more of the protocol than a test tells it. */
@Lazy
@TestComponent
class ConnectClient {

	static final String CREATE = "/v1.CampaignService/CreateCampaign";

	static final String GET = "/v1.CampaignService/GetCampaign";

	static final String ISSUE = "/v1.CouponService/IssueCoupon";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Environment environment;

	ConnectClient(Environment environment) {
		this.environment = environment;
	}

	/** A request to which headers can be added. */
	HttpRequest.Builder request(String path) {
		return HttpRequest
			.newBuilder(URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port") + path))
			.timeout(Duration.ofSeconds(20));
	}

	/** One with a message, in the words of a codec. */
	HttpRequest.Builder request(String path, String mediaType, byte[] body) {
		return request(path).header("Content-Type", mediaType).POST(BodyPublishers.ofByteArray(body));
	}

	HttpRequest.Builder json(String path, String json) {
		return request(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
	}

	HttpRequest.Builder request(String path, Codec codec, Message message) {
		return request(path, codec.mediaType(), written(codec, message));
	}

	static byte[] written(Codec codec, Message message) {
		try {
			return codec == Codec.PROTO ? message.toByteArray()
					: JsonFormat.printer().print(message).getBytes(StandardCharsets.UTF_8);
		}
		catch (InvalidProtocolBufferException e) {
			throw new IllegalArgumentException(e);
		}
	}

	Answer send(HttpRequest.Builder request) {
		try {
			return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	CreateCampaignRes create(Codec codec, CreateCampaignReq message) {
		return send(request(CREATE, codec, message)).message(codec, CreateCampaignRes.getDefaultInstance());
	}

	/** Creates a campaign that runs for years. */
	CreateCampaignRes create(Codec codec, String id, long maxCoupon) {
		return create(codec, campaign(id, maxCoupon).build());
	}

	/** The same with an idempotency key. */
	CreateCampaignRes create(Codec codec, String id, long maxCoupon, String key) {
		return send(request(CREATE, codec, campaign(id, maxCoupon).build()).header("Idempotency-Key", key))
			.message(codec, CreateCampaignRes.getDefaultInstance());
	}

	static CreateCampaignReq.Builder campaign(String id, long maxCoupon) {
		return CreateCampaignReq.newBuilder()
			.setCampaignId(id)
			.setStartDate("20260101")
			.setExpiredDate("20901231")
			.setMaxCoupon(maxCoupon);
	}

	GetCampaignRes get(Codec codec, String id) {
		GetCampaignReq message = GetCampaignReq.newBuilder().setCampaignId(id).build();
		return send(request(GET, codec, message)).message(codec, GetCampaignRes.getDefaultInstance());
	}

	HttpRequest.Builder issuing(Codec codec, String id) {
		return request(ISSUE, codec, IssueCouponReq.newBuilder().setCampaignId(id).build());
	}

	IssueCouponRes issue(Codec codec, String id) {
		return send(issuing(codec, id)).message(codec, IssueCouponRes.getDefaultInstance());
	}

	/** What came back. */
	record Answer(HttpResponse<byte[]> response) {

		int status() {
			return response.statusCode();
		}

		String header(String name) {
			return response.headers().firstValue(name).orElse("");
		}

		/** The body as it was before it was compressed. */
		byte[] body() {
			if (!header("Content-Encoding").equals("gzip")) {
				return response.body();
			}
			try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
				return in.readAllBytes();
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}

		JsonNode json() {
			return new JsonMapper().readTree(body());
		}

		/** The message of a successful call. */
		@SuppressWarnings("unchecked")
		<A extends Message> A message(Codec codec, A empty) {
			if (status() != 200 || !header("Content-Type").equals(codec.mediaType())) {
				throw new AssertionError(this);
			}
			try {
				Message.Builder message = empty.newBuilderForType();
				if (codec == Codec.PROTO) {
					message.mergeFrom(body());
				}
				else {
					JsonFormat.parser().merge(new String(body(), StandardCharsets.UTF_8), message);
				}
				return (A) message.build();
			}
			catch (InvalidProtocolBufferException e) {
				throw new AssertionError(this.toString(), e);
			}
		}

		/** The status and the code of an error. */
		String error() {
			if (!header("Content-Type").equals("application/json") || json().path("message").asString().isBlank()) {
				throw new AssertionError(this);
			}
			return status() + " " + json().path("code").asString();
		}

		@Override
		public String toString() {
			return status() + " " + response.headers().map() + " " + new String(body(), StandardCharsets.UTF_8);
		}

	}

}
