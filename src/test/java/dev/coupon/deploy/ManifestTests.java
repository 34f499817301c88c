package dev.coupon.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.coupon.monitoring.MonitoringFiles;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** The manifests for Kubernetes, as they are in the repository. */
class ManifestTests {

	/** The memory that the JVM and SQLite take beside the heap. */
	private static final DataSize BESIDE_THE_HEAP = DataSize.ofMegabytes(230 + 320);

	private static final Map<String, Check> KINDS = Map.of("v1 Service", V1Service::validateJsonElement,
			"v1 PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement, "apps/v1 Deployment",
			V1Deployment::validateJsonElement, "batch/v1 CronJob", V1CronJob::validateJsonElement,
			"networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement, "policy/v1 PodDisruptionBudget",
			V1PodDisruptionBudget::validateJsonElement, "autoscaling/v2 HorizontalPodAutoscaler",
			V2HorizontalPodAutoscaler::validateJsonElement, "monitoring.coreos.com/v1 ServiceMonitor", json -> {
			});

	/** The check that a manifest has no field that its kind doesn't have. */
	@FunctionalInterface
	private interface Check {

		void validate(JsonElement json) throws IOException;

	}

	private static void check(String json) throws IOException {
		JsonElement manifest = JsonParser.parseString(json);
		String kind = manifest.getAsJsonObject().get("apiVersion").getAsString() + " "
				+ manifest.getAsJsonObject().get("kind").getAsString();
		assertThat(KINDS).containsKey(kind);
		KINDS.getOrDefault(kind, unknown -> {
		}).validate(manifest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "sqlite", "postgresql", "valkey" })
	void haveOnlyFieldsThatKubernetesKnows(String store) throws IOException {
		for (JsonNode manifest : Manifests.of(store).all()) {
			check(manifest.toString());
		}
	}

	@Test
	void areCheckedToTheLastField() {
		String misspelt = Manifests.of("memory")
			.only("Deployment")
			.toString()
			.replace("failureThreshold", "failureTreshold");

		assertThatThrownBy(() -> check(misspelt)).hasMessageContaining("failureTreshold");
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "sqlite" })
	void runOneInstanceOfAStoreThatIsNotSharedAndNeverTwo(String store) {
		JsonNode deployment = Manifests.of(store).only("Deployment").path("spec");

		assertThat(deployment.path("replicas").asInt()).isOne();
		assertThat(deployment.path("strategy").path("type").asString()).isEqualTo("Recreate");
		assertThat(Manifests.of(store).kinds()).doesNotContain("HorizontalPodAutoscaler", "PodDisruptionBudget");
	}

	@Test
	void runSeveralInstancesOfASharedStore() {
		JsonNode deployment = Manifests.of("postgresql").only("Deployment").path("spec");

		assertThat(deployment.path("strategy").path("type").asString()).isEqualTo("RollingUpdate");
		assertThat(deployment.has("replicas")).as("the autoscaler says how many").isFalse();
		assertThat(Manifests.of("postgresql").kinds()).contains("HorizontalPodAutoscaler", "PodDisruptionBudget");
		assertThat(Manifests.of("valkey").only("Deployment").path("spec").path("strategy").path("type").asString())
			.isEqualTo("RollingUpdate");
		assertThat(Manifests.of("valkey").kinds()).contains("PodDisruptionBudget");
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "sqlite", "postgresql", "valkey" })
	void giveTheStartAndTheStopTheirTime(String store) {
		JsonNode container = Manifests.of(store).container();
		JsonNode start = container.path("startupProbe");
		Duration stop = DurationStyle.detectAndParse(
				Manifests.applicationYaml().path("spring").path("lifecycle.timeout-per-shutdown-phase").asString());
		long preStop = container.path("lifecycle").path("preStop").path("exec").path("command").path(1).asLong(0);

		assertThat(start.path("periodSeconds").asInt() * start.path("failureThreshold").asInt())
			.isGreaterThanOrEqualTo(120);
		assertThat(Manifests.of(store).pod().path("terminationGracePeriodSeconds").asLong())
			.isGreaterThanOrEqualTo(preStop + stop.toSeconds() + 5);
		assertThat(container.path("livenessProbe").path("httpGet").path("path").asString())
			.isEqualTo("/actuator/health/liveness");
		assertThat(container.path("readinessProbe").path("httpGet").path("path").asString())
			.isEqualTo("/actuator/health/readiness");
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "sqlite", "postgresql", "valkey" })
	void leaveMemoryBesideTheHeap(String store) {
		Manifests manifests = Manifests.of(store);
		DataSize heap = DataSize.parse(
				manifests.environment().getOrDefault("JAVA_TOOL_OPTIONS", "").replaceFirst(".*-Xmx(\\d+)m$", "$1MB"));
		String limit = manifests.container().path("resources").path("limits").path("memory").asString();

		assertThat(DataSize.parse(limit.replace("Gi", "GB")).toBytes())
			.isGreaterThanOrEqualTo(heap.toBytes() + BESIDE_THE_HEAP.toBytes());
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "sqlite", "postgresql", "valkey" })
	void haveTheOptionsOfTheVirtualMachineThatTheComposeFileHas(String store) {
		String options = MonitoringFiles.compose()
			.path("services")
			.path("coupon-issuance")
			.path("environment")
			.path("JAVA_TOOL_OPTIONS")
			.asString();

		assertThat(Manifests.of(store).environment()).containsEntry("JAVA_TOOL_OPTIONS",
				options.replace("${COUPON_HEAP:-1400m}", "1400m"));
	}

	@Test
	void watchTheDiskThatHasTheCoupons() {
		JsonNode mounts = Manifests.of("sqlite").container().path("volumeMounts");

		assertThat(mounts).extracting(mount -> mount.path("mountPath").asString())
			.contains(Manifests.of("sqlite").environment().get("MANAGEMENT_METRICS_SYSTEM_DISKSPACE_PATHS"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "sqlite", "postgresql", "valkey" })
	void allowTheContainersNothingThatTheyDoNotNeed(String store) {
		Manifests.of(store)
			.all()
			.stream()
			.flatMap(manifest -> manifest.findValues("containers").stream())
			.forEach(all -> {
				JsonNode security = all.path(0).path("securityContext");
				assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
				assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
				assertThat(security.path("capabilities").path("drop").path(0).asString()).isEqualTo("ALL");
			});
		Manifests.of(store)
			.all()
			.stream()
			.flatMap(manifest -> manifest.findParents("containers").stream())
			.forEach(pod -> {
				assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
				assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "sqlite", "postgresql", "valkey" })
	void keepKeysAndPasswordsInSecrets(String store) {
		assertThat(Manifests.of(store).environment().keySet()).noneMatch(name -> name.startsWith("COUPON_SECURITY"));
		assertThat(Manifests.of(store).environment().getOrDefault("COUPON_POSTGRESQL_PASSWORD", "")).isEmpty();
		assertThat(Manifests.of(store).environment().getOrDefault("COUPON_VALKEY_PASSWORD", "")).isEmpty();
		assertThat(Manifests.of(store).container().path("envFrom").path(0).path("secretRef").path("name").asString())
			.isEqualTo("coupon-keys");
	}

}
