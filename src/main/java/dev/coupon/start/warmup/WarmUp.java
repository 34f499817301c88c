package dev.coupon.start.warmup;

import dev.coupon.caller.Caller;
import dev.coupon.caller.Role;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.rhythm.Rhythm;
import dev.coupon.service.CouponService;
import dev.coupon.store.layer.ScratchStores;
import dev.coupon.web.coupon.CouponController;
import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.problem.ProblemWriter;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Warms the service up: it requests coupons of a scratch store from itself, over HTTP,
 * until the virtual machine has compiled the code that issues coupons. Spring Boot
 * reports the service as ready only afterwards, so that customers don't wait for the
 * compiler. After the warm-up, none of its coupons, paths and metrics are left.
 */
@Component
class WarmUp implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

	private static final String ISSUING = "issuing";

	private static final String EXHAUSTED = "exhausted";

	private static final Caller NOBODY = Caller.unknown(null, Set.of(Role.ISSUE));

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final WarmUpSettings settings;

	private final WarmUpPath path;

	private final ScratchStores stores;

	private final JsonExchange json;

	private final ProblemWriter problems;

	private final RequestMappingHandlerMapping mapping;

	private final MeterRegistry meters;

	private final OwnServer server;

	WarmUp(WarmUpSettings settings, WarmUpPath path, ScratchStores stores, JsonExchange json, ProblemWriter problems,
			@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping, MeterRegistry meters,
			OwnServer server) {
		this.settings = settings;
		this.path = path;
		this.stores = stores;
		this.json = json;
		this.problems = problems;
		this.mapping = mapping;
		this.meters = meters;
		this.server = server;
	}

	@Override
	public void run(ApplicationArguments args) throws NoSuchMethodException {
		if (!isPossible()) {
			return;
		}
		RequestMappingInfo issue = RequestMappingInfo.paths(path.pattern())
			.methods(RequestMethod.POST)
			.options(mapping.getBuilderConfiguration())
			.build();
		mapping.registerMapping(issue, ofScratch(),
				CouponController.class.getMethod("issueCoupon", HttpServletRequest.class, HttpServletResponse.class));
		int sent = 0;
		try {
			sent = send();
		}
		catch (IOException e) {
			log.warn("The service is ready without having been warmed up: {}", e.toString());
		}
		finally {
			mapping.unregisterMapping(issue);
			forget(sent);
		}
	}

	private boolean isPossible() {
		if (settings.requests() > 0 && server.wantsCertificates()) {
			log.info("The service doesn't warm up, because it has no certificate to call itself with");
			return false;
		}
		return settings.requests() > 0;
	}

	/** The API over a scratch store, which lives only as long as the warm-up. */
	private CouponController ofScratch() {
		CampaignRepository scratch = stores.make();
		scratch.create(campaign(ISSUING, Campaign.MAX_COUPONS), Act.OF_THE_SERVICE);
		scratch.create(campaign(EXHAUSTED, 1), Act.OF_THE_SERVICE);
		return new CouponController(new CouponService(scratch, () -> NOBODY), json, problems);
	}

	private static Campaign campaign(String id, int maxCoupons) {
		return new Campaign(id, null, new Period(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z")), maxCoupons,
				null, ZoneOffset.UTC, CodeFormat.of(Charset.SAFE, CodeFormat.drawn(CodeFormat.DEFAULT_LENGTH)),
				new Expiry.WithCampaign(), null, Rhythm.NONE, Map.of(), false);
	}

	/**
	 * Sends the requests one by one, until all are sent or the time is up.
	 * @return how many were sent, all of which are answered
	 */
	private int send() throws IOException {
		String url = server.url();
		Clock clock = meters.config().clock();
		long end = clock.monotonicTime() + settings.maxTime().toNanos();
		int sent = 0;
		WarmUpClient client = new WarmUpClient();
		while (sent < settings.requests() && clock.monotonicTime() < end) {
			send(client, url, sent++);
		}
		log.info("Warmed up with {} of {} requests", sent, settings.requests());
		return sent;
	}

	private void send(WarmUpClient client, String url, int number) throws IOException {
		switch (number % 3) {
			case 0 -> client.post(url + path.of(ISSUING), null, null);
			case 1 -> client.post(url + path.of(ISSUING), "key-" + number, "{\"userId\": \"user-" + number + "\"}");
			default -> client.post(url + path.of(EXHAUSTED), null, null);
		}
	}

	/**
	 * Removes the requests from the metrics. A request is counted just after its answer
	 * is sent, so this method first waits until the last ones are counted, for at most
	 * the time {@link #PATIENCE}.
	 */
	private void forget(int sent) {
		Search requests = meters.find("http.server.requests").tag("uri", path.pattern());
		for (long left = PATIENCE.toMillis(); left > 0 && counted(requests) < sent; left--) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
		requests.meters().forEach(meters::remove);
	}

	private static long counted(Search requests) {
		return requests.timers().stream().mapToLong(Timer::count).sum();
	}

}
