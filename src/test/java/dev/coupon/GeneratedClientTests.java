package dev.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The client that others generate from the OpenAPI document. */
class GeneratedClientTests {

	/** Makes a client of the running service, compiles it, and runs its tests. */
	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void isMadeAndCallsTheService() throws Exception {
		String maven = System.getProperty("maven.home", "");
		assumeTrue(!maven.isEmpty(), "The client is made by Maven, so Maven has to run this test");
		try (ConfigurableApplicationContext service = SpringApplication.run(CouponApplication.class, "--server.port=0",
				"--coupon.warm-up.requests=0")) {
			List<String> command = new ArrayList<>(List.of(Path.of(maven, "bin", "mvn").toString(), "-B", "-ntp", "-f",
					"clients/pom.xml", "test",
					"-Dcoupon.url=http://localhost:" + service.getEnvironment().getProperty("local.server.port")));
			if ("offline=true".equals(System.getProperty("maven.offline"))) {
				command.add("-o");
			}
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
			builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
			builder.environment().remove("MAVEN_OPTS");
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

			assertThat(process.waitFor()).as(output).isZero();
			assertThat(output).containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0");
		}
	}

}
