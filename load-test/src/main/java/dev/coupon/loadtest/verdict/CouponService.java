package dev.coupon.loadtest.verdict;

import dev.coupon.loadtest.recording.Answer;
import dev.coupon.loadtest.recording.Coupon;
import dev.coupon.loadtest.recording.Outcome;
import dev.coupon.loadtest.recording.RequestType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The service under test, asked apart from the load. */
public final class CouponService {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT_TIMEOUT)
		.build();

	private final URI url;

	public CouponService(URI url) {
		this.url = url;
	}

	/**
	 * Makes sure that the service is there.
	 * @throws ServiceException if it isn't
	 */
	public void greet() throws ServiceException {
		String path = "/api/v1/campaigns?limit=1";
		int status = get(path, "application/json").statusCode();
		if (status != 200) {
			throw new ServiceException("%s%s answers %d: is Coupon Issuance there?".formatted(url, path, status),
					false);
		}
	}

	/** Everything about a campaign. */
	ServedCampaign campaign(String id) throws ServiceException {
		HttpResponse<String> response = get("/api/v1/campaigns/" + id + "?codes=1000", "application/json");
		Answer answer = Answer.of(response.statusCode(), response.body());
		boolean understood = answer.outcomeOf(RequestType.GET) == Outcome.SUCCEEDED;
		if (!understood) {
			throw new ServiceException(id + " can't be read: " + answer.details(), false);
		}
		List<String> codes = StreamSupport.stream(answer.body().path("codes").spliterator(), false)
			.map(code -> code.asText())
			.toList();
		return new ServedCampaign(answer.body().path("maxCoupons").asInt(), answer.body().path("issued").asLong(),
				answer.body().path("remaining").asLong(), codes, coupons(id));
	}

	private List<Coupon> coupons(String id) throws ServiceException {
		HttpResponse<String> response = get("/api/v1/campaigns/" + id + "/coupons", "application/x-ndjson");
		if (response.statusCode() != 200) {
			throw new ServiceException("the coupons of %s can't be read: %s".formatted(id,
					Answer.of(response.statusCode(), response.body()).details()), false);
		}
		return response.body()
			.lines()
			.map(line -> Answer.of(response.statusCode(), line).body())
			.map(coupon -> new Coupon(coupon.path("code").asText(), coupon.path("sequence").asInt()))
			.toList();
	}

	private HttpResponse<String> get(String path, String mediaType) throws ServiceException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
			.header("Accept", mediaType)
			.timeout(TIMEOUT)
			.build();
		try {
			return client.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			String reason = ex.getMessage() == null ? "no connection" : ex.getMessage();
			throw new ServiceException("%s can't be reached: %s".formatted(url, reason), true);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ServiceException("interrupted while asking " + url, true);
		}
	}

}
