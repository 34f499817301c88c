package dev.coupon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The commands of {@code docs/kubernetes.md}, with a stand-in for kubectl. */
class KubernetesDocumentTests {

	@TempDir
	Path folder;

	private String document = "";

	@BeforeEach
	void read() throws Exception {
		document = Files.readString(Path.of("docs/kubernetes.md"));
	}

	private String block(String contained) {
		return Pattern.compile("(?ms)^```sh\n(.*?)^```")
			.matcher(document)
			.results()
			.map(block -> block.group(1))
			.filter(block -> block.contains(contained))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Follows the steps of the restore, of which one may fail, and returns those done.
	 */
	private List<String> restore(String failing) throws Exception {
		Shell shell = new Shell(folder);
		shell.have("kubectl", "case \"$*\" in %s) exit 1;; esac".formatted(failing));
		shell.run(block("kubectl run restore"), Map.of());
		return shell.calls();
	}

	@Test
	void copiesTheBackupWhenTheServiceIsGoneAndThePodIsThere() throws Exception {
		assertThat(restore("nothing")).extracting(step -> step.replaceFirst("^(\\S+ \\S+).*", "$1"))
			.containsExactly("scale deployment", "wait --for=delete", "run restore", "wait --for=condition=Ready",
					"exec restore", "delete pod", "scale deployment");
	}

	@ParameterizedTest
	@CsvSource({ "wait*delete*, 2", "run*, 3", "wait*Ready*, 4", "exec*, 5" })
	void leavesTheServiceStoppedIfAStepOfTheRestoreFails(String failing, int done) throws Exception {
		assertThat(restore(failing)).hasSize(done).noneMatch(step -> step.endsWith("--replicas=1"));
	}

	@Test
	void restoresPostgresqlIntoAnEmptyDatabaseAsForOtherServers() throws Exception {
		List<String> restore = commands(Files.readString(Path.of("docs/stores.md")));

		assertThat(restore).hasSize(3);
		assertThat(commands(document)).isEqualTo(restore);
	}

	/** The programs and options by which a document restores PostgreSQL. */
	private static List<String> commands(String document) {
		return Pattern.compile("(dropdb|createdb|pg_restore)( -\\w \\S+)+")
			.matcher(document)
			.results()
			.map(MatchResult::group)
			.map(command -> command.replaceAll(" -h \\S+", ""))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "sqlite", "postgresql", "valkey" })
	void saysHowToMakeTheSecretsOfTheManifests(String store) {
		List<String> secrets = Manifests.of(store)
			.all()
			.stream()
			.flatMap(manifest -> Stream.of("secretRef", "secretKeyRef", "credentials")
				.flatMap(reference -> manifest.findValues(reference).stream()))
			.map((JsonNode secret) -> secret.path("name").asString())
			.toList();

		assertThat(secrets).isNotEmpty()
			.allSatisfy(secret -> assertThat(document).contains("kubectl create secret generic " + secret));
	}

	@Test
	void exposesTheHeapBesideAllThatProbesAndPrometheusAskFor() {
		String exposed = Manifests.applicationYaml()
			.path("management")
			.path("endpoints.web.exposure.include")
			.asString()
			.replace(" ", "");

		assertThat(document).contains("`MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE=" + exposed + ",heapdump`");
	}

}
