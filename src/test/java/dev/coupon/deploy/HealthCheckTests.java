package dev.coupon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The health check of the image, run by the shell that it names. */
class HealthCheckTests {

	private HttpServer service;

	@BeforeEach
	void haveAService() throws Exception {
		service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		service.start();
	}

	@AfterEach
	void stop() {
		service.stop(0);
	}

	private static String[] command() throws Exception {
		String check = Files.readAllLines(Path.of("Dockerfile"))
			.stream()
			.map(String::strip)
			.filter(line -> line.startsWith("CMD ["))
			.findFirst()
			.orElseThrow();
		return new JsonMapper().readValue(check.substring("CMD ".length()), String[].class);
	}

	private boolean isHealthy(List<String> settings) throws Exception {
		ProcessBuilder check = new ProcessBuilder(command()).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		String port = String.valueOf(service.getAddress().getPort());
		for (String setting : settings) {
			String[] parts = setting.split("=", 2);
			check.environment().put(parts[0], parts[1].replace("PORT", port));
		}
		return check.start().waitFor() == 0;
	}

	private void answer(String path, int status) {
		service.createContext(path, exchange -> {
			exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals(path) ? status : 404, -1);
			exchange.close();
		});
	}

	@ParameterizedTest
	@CsvSource({ "SERVER_PORT=PORT, /actuator/health/readiness",
			"SERVER_PORT=PORT SERVER_SERVLET_CONTEXTPATH=/coupons, /coupons/actuator/health/readiness",
			"MANAGEMENT_SERVER_PORT=PORT SERVER_SERVLET_CONTEXTPATH=/coupons, /actuator/health/readiness",
			"MANAGEMENT_SERVER_PORT=PORT MANAGEMENT_SERVER_BASEPATH=/own, /own/actuator/health/readiness" })
	void asksWhereTheServiceAnswers(String settings, String path) throws Exception {
		answer(path, 200);

		assertThat(isHealthy(List.of(settings.split(" ")))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "SERVER_PORT=PORT", "SERVER_PORT=PORT SERVER_SERVLET_CONTEXTPATH=/coupons" })
	void tellsOfAServiceThatIsNotReady(String settings) throws Exception {
		answer("/actuator/health/readiness", 503);
		answer("/coupons/actuator/health/readiness", 503);

		assertThat(isHealthy(List.of(settings.split(" ")))).isFalse();
	}

}
