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

/**
 * The clients that others generate from the OpenAPI document, in Java and, if Node.js is
 * installed, in TypeScript.
 */
class GeneratedClientTests {

	/** Makes clients of the running service, compiles them, and runs their tests. */
	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void areMadeAndCallTheService() throws Exception {
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
			assertThat(output).containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0");
		}
	}

}
