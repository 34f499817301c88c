package dev.coupon.web.coupon;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Expiry;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CampaignRepository;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.service.CouponService;
import dev.coupon.store.layer.ScratchStores;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Has the service issue coupons of a store apart, over HTTP and at a path that nobody can
 * guess, until the virtual machine has compiled what issuing takes. Spring Boot calls the
 * service ready afterwards, so that customers don't wait for it. Nothing of it is left:
 * no coupon, no path, no series of a metric.
 */
@Component
class WarmUp implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

	private static final String ISSUING = "issuing";

	private static final String EXHAUSTED = "exhausted";

	private final int requests;

	private final CampaignRepository scratch;

	private final CouponController controller;

	private final RequestMappingHandlerMapping mapping;

	private final MeterRegistry meters;

	private final Environment environment;

	private final String path;

	WarmUp(WarmUpSettings settings, ScratchStores stores, CouponController controller,
			@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping, MeterRegistry meters,
			Environment environment, RandomGenerator random) {
		this.requests = settings.requests();
		this.scratch = stores.make();
		this.controller = controller.issuingFrom(new CouponService(scratch));
		this.mapping = mapping;
		this.meters = meters;
		this.environment = environment;
		this.path = "/warm-up-" + HexFormat.of().toHexDigits(random.nextLong());
	}

	@Override
	public void run(ApplicationArguments args) throws NoSuchMethodException {
		if (requests == 0) {
			return;
		}
		RequestMappingInfo issue = RequestMappingInfo.paths(path + "/{id}")
			.methods(RequestMethod.POST)
			.options(mapping.getBuilderConfiguration())
			.build();
		scratch.create(campaign(ISSUING, Campaign.MAX_COUPONS));
		scratch.create(campaign(EXHAUSTED, 1));
		mapping.registerMapping(issue, controller,
				CouponController.class.getMethod("issueCoupon", HttpServletRequest.class, HttpServletResponse.class));
		try {
			ask();
			log.info("Warmed up with {} requests", requests);
		}
		catch (IOException e) {
			log.warn("The service is ready without having been warmed up: {}", e.toString());
		}
		finally {
			mapping.unregisterMapping(issue);
			forget();
		}
	}

	private static Campaign campaign(String id, int maxCoupons) {
		return new Campaign(id, null, new Period(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z")), maxCoupons,
				null, ZoneOffset.UTC, CodeFormat.of(Charset.SAFE, CodeFormat.drawn(CodeFormat.DEFAULT_LENGTH)),
				new Expiry.WithCampaign(), Map.of(), false);
	}

	private void ask() throws IOException {
		String url = "http://localhost:" + environment.getRequiredProperty("local.server.port")
				+ environment.getProperty("server.servlet.context-path", "") + path + "/";
		try (WarmUpClient client = new WarmUpClient()) {
			for (int i = 0; i < requests; i += 3) {
				client.post(url + ISSUING, null, null);
				client.post(url + ISSUING, "key-" + i, "{\"userId\": \"user-" + i + "\"}");
				client.post(url + EXHAUSTED, null, null);
			}
		}
	}

	private void forget() {
		meters.find("http.server.requests").tag("uri", path + "/{id}").meters().forEach(meters::remove);
	}

}
