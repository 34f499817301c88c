package dev.coupon.start.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.CouponApplication;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Snapshot.Selection;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ExtendWith(OutputCaptureExtension.class)
class WarmUpTests {

	@TempDir
	private Path folder;

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
	@EnabledOnOs(OS.LINUX) // has all addresses that begin with 127
	void happensAlsoIfTheServiceListensOnOneAddressOnly(CapturedOutput output) {
		assertThat(warmedUp(output, "--server.address=127.0.0.2")).isTrue();
	}

	@Test
	void happensAlsoOverTls(CapturedOutput output) throws IOException, InterruptedException {
		assertThat(warmedUp(output, tls())).isTrue();
	}

	/** A service whose callers need certificates has none to call itself with. */
	@Test
	void isLeftOutIfCallersNeedCertificates(CapturedOutput output) throws IOException, InterruptedException {
		String[] settings = Stream.concat(Stream.of(tls()), Stream.of("--server.ssl.client-auth=need"))
			.toArray(String[]::new);

		assertThat(warmedUp(output, settings)).isFalse();
		assertThat(output).contains("no certificate to call itself with")
			.doesNotContain("without having been warmed up");
	}

	private boolean warmedUp(CapturedOutput output, String... settings) {
		String[] all = Stream.concat(Stream.of("--server.port=0", "--coupon.warm-up.requests=10"), Stream.of(settings))
			.toArray(String[]::new);
		try (ConfigurableApplicationContext service = SpringApplication.run(CouponApplication.class, all)) {
			assertThat(service.getBean(ApplicationAvailability.class).getReadinessState())
				.isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
			return output.toString().contains("Warmed up with 10 of 10 requests");
		}
	}

	/** Settings with a certificate that nobody knows, for another name. */
	private String[] tls() throws IOException, InterruptedException {
		Path keys = folder.resolve("keys.p12");
		Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "service", "-keyalg", "EC", "-dname", "CN=coupons.example", "-storetype",
				"PKCS12", "-storepass", "password", "-keystore", keys.toString())
			.redirectErrorStream(true)
			.start();
		String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(made.waitFor()).as(said).isZero();
		return new String[] { "--server.ssl.key-store=" + keys, "--server.ssl.key-store-password=password" };
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
