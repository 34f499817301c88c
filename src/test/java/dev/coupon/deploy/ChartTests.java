package dev.coupon.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Helm chart. What needs Helm is skipped where it isn't on the PATH, and HELM doesn't
 * name it.
 */
class ChartTests {

	private static final Path CHART = Path.of("deploy/helm/coupon-issuance");

	private static String template(String... arguments) throws Exception {
		String helm = Objects.requireNonNullElse(System.getenv("HELM"), "helm");
		assumeThat(isThere(helm)).as("no Helm: put it on the PATH, or set HELM").isTrue();
		List<String> command = new ArrayList<>(
				List.of(helm, "template", "coupon-issuance", CHART.toString(), "--kube-version", "1.30.0"));
		command.addAll(Arrays.asList(arguments));
		Path errors = Files.createTempFile("helm", ".log");
		Process render = new ProcessBuilder(command).redirectError(errors.toFile()).start();
		String rendered = new String(render.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return render.waitFor() == 0 ? rendered : Files.readString(errors);
	}

	private static boolean isThere(String program) {
		try {
			return new ProcessBuilder(program, "version").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException | InterruptedException e) {
			return false;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "sqlite", "postgresql", "valkey" })
	void rendersToTheManifestsBesideIt(String store) throws Exception {
		String rendered = template("-f", Manifests.FOLDER.resolve(store + ".values.yaml").toString());

		assertThat(Files.readString(Manifests.FOLDER.resolve(store + ".yaml"))).as("run deploy/kubernetes/render")
			.endsWith(rendered);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "replicas=2|replicas is 2, but with the store memory",
					"store=sqlite,replicas=3|replicas is 3, but with the store sqlite",
					"autoscaling.enabled=true|there can be one replica only",
					"store=redis|memory, sqlite, postgresql or valkey", "backup.enabled=true|nothing to back up",
					"store=valkey,backup.enabled=true|can't back up Valkey",
					"store=sqlite,backup.enabled=true|an image with the program sqlite3" })
	void refusesSettingsThatWouldLoseCoupons(String settings, String reason) throws Exception {
		assertThat(template("--set", settings)).contains(reason);
	}

	@Test
	void pullsAllImagesWithTheSameSecrets() throws Exception {
		String rendered = template("--set", "store=postgresql,backup.enabled=true,imagePullSecrets[0].name=registry");

		assertThat(rendered.split("imagePullSecrets:\\s+- name: registry", -1)).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "serviceMonitor", "prometheusRule" })
	void labelsWhatTheOperatorOfPrometheusLooksFor(String object) throws Exception {
		String rendered = template("--set", object + ".enabled=true," + object + ".labels.release=kube-prometheus");

		assertThat(rendered).containsIgnoringCase("kind: " + object)
			.contains("    app.kubernetes.io/instance: coupon-issuance\n    release: kube-prometheus\nspec:");
	}

	@Test
	void asksForHealthAndMetricsWhereTheServiceAnswers() throws Exception {
		String moved = template("--set", "management.port=8081,management.path=/manage,management.scheme=HTTPS,"
				+ "serviceMonitor.enabled=true,serviceMonitor.tlsConfig.serverName=coupons,networkPolicy.enabled=true");

		assertThat(moved).contains("- name: management\n              containerPort: 8081")
			.containsOnlyOnce(
					"path: /manage/health/readiness\n              port: management\n              scheme: HTTPS")
			.containsPattern("startupProbe:\\s+httpGet:\\s+path: /manage/health/liveness\\s+port: management")
			.containsPattern("livenessProbe:\\s+httpGet:\\s+path: /manage/health/liveness\\s+port: management")
			.containsPattern("targetPort: management\\s+path: /manage/prometheus\\s+scheme: https")
			.containsPattern("tlsConfig:\\s+serverName: coupons")
			.containsPattern("ports:\\s+- port: http\\s+- port: management")
			.doesNotContain("/actuator/");
	}

	@Test
	void bringsTheAlertsOfTheRepository() throws IOException {
		assertThat(CHART.resolve("files/alerts.yml"))
			.hasSameTextualContentAs(Path.of("monitoring/prometheus/alerts.yml"));
	}

}
