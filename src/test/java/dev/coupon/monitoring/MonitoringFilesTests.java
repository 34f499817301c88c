package dev.coupon.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The files for Prometheus and Grafana, and what they say of each other. */
class MonitoringFilesTests {

	private static final Path OPERATIONS = Path.of("docs/operations.md");

	static List<JsonNode> alerts() {
		return MonitoringFiles.alerts();
	}

	@ParameterizedTest
	@MethodSource("alerts")
	void explainEachAlert(JsonNode alert) throws IOException {
		String name = alert.path("alert").asString();

		assertThat(alert.path("annotations").path("summary").asString()).isNotBlank();
		assertThat(alert.path("annotations").path("description").asString()).isNotBlank();
		assertThat(alert.path("labels").path("severity").asString()).isIn("critical", "warning");
		assertThat(alert.path("annotations").path("runbook_url").asString())
			.isEqualTo("{{ $externalLabels.docs }}/operations.md#" + name.toLowerCase(Locale.ROOT));
		assertThat(Files.readAllLines(OPERATIONS)).contains("### " + name);
	}

	@Test
	void describeNoAlertsThatThereAreNot() throws IOException {
		assertThat(Files.readAllLines(OPERATIONS).stream().filter(line -> line.startsWith("### Coupon")))
			.containsExactlyElementsOf(
					alerts().stream().map(alert -> "### " + alert.path("alert").asString()).toList());
	}

	@Test
	void goByTheDataSourceThatIsSetUp() {
		assertThat(MonitoringFiles.dashboard().findValues("datasource")).hasSizeGreaterThan(10)
			.allSatisfy(source -> assertThat(source.path("uid").asString())
				.isEqualTo(MonitoringFiles.dataSources().path(0).path("uid").asString()));
	}

	@Test
	void giveEachPanelANameOfItsOwnAndSomethingToShow() {
		List<JsonNode> panels = MonitoringFiles.dashboard().path("panels").valueStream().toList();

		assertThat(panels).extracting(panel -> panel.path("title").asString())
			.doesNotHaveDuplicates()
			.doesNotContain("");
		assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
		assertThat(panels).filteredOn(panel -> !panel.path("type").asString().equals("row"))
			.allMatch(panel -> !panel.path("targets").isEmpty());
	}

	@Test
	void scrapeUnderTheNameThatQueriesGoBy() {
		JsonNode job = MonitoringFiles.prometheus().path("scrape_configs").path(0);

		assertThat(job.path("job_name").asString()).isEqualTo("coupon-issuance");
		assertThat(job.path("metrics_path").asString()).isEqualTo("/actuator/prometheus");
	}

}
