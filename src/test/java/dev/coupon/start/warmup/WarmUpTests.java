package dev.coupon.start.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.CouponApplication;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Snapshot.Selection;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ExtendWith(OutputCaptureExtension.class)
class WarmUpTests {

	@Test
	void issuesBeforeTheServiceIsReadyAndLeavesNothing(CapturedOutput output) {
		try (ConfigurableApplicationContext service = SpringApplication.run(CouponApplication.class, "--server.port=0",
				"--coupon.warm-up.requests=300")) {
			assertThat(output).contains("Warmed up with 300 of 300 requests");
			assertThat(service.getBean(ApplicationAvailability.class).getReadinessState())
				.isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);

			MeterRegistry meters = service.getBean(MeterRegistry.class);
			assertThat(meters.get("coupon.issued").counter().count()).isZero();
			assertThat(meters.get("coupon.issue").timer().count()).isZero();
			assertThat(meters.find("http.server.requests").meters()).isEmpty();
			assertThat(service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
				.getHandlerMethods()
				.keySet()).noneMatch(mapping -> mapping.toString().contains("warm-up"));
			assertThat(service.getBean(CampaignRepository.class).campaigns(Selection.ALL, null, 10).items()).isEmpty();
		}
	}

	/** The warm-up comes from the machine itself, which need not be trusted. */
	@Test
	void happensWhateverNetworksAreTrusted(CapturedOutput output) {
		try (ConfigurableApplicationContext service = SpringApplication.run(CouponApplication.class, "--server.port=0",
				"--coupon.warm-up.requests=10", "--coupon.security.trusted-networks=192.0.2.0/24")) {
			assertThat(service.isRunning()).isTrue();
			assertThat(output).contains("Warmed up with 10 of 10 requests");
		}
	}

	@Test
	void endsWhenItsTimeIsUp(CapturedOutput output) {
		try (ConfigurableApplicationContext service = SpringApplication.run(CouponApplication.class, "--server.port=0",
				"--coupon.warm-up.requests=1000000", "--coupon.warm-up.max-time=200ms")) {
			assertThat(service.getBean(ApplicationAvailability.class).getReadinessState())
				.isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(output).containsPattern("Warmed up with \\d{1,6} of 1000000 requests");
			assertThat(service.getBean(MeterRegistry.class).find("http.server.requests").meters()).isEmpty();
		}
	}

}
