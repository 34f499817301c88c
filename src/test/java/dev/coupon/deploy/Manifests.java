package dev.coupon.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.YamlProcessor;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The manifests of one file. */
final class Manifests extends YamlProcessor {

	static final Path FOLDER = Path.of("deploy/kubernetes");

	private static final JsonMapper JSON = new JsonMapper();

	private final List<JsonNode> all = new ArrayList<>();

	private Manifests(Path file) {
		setResources(new FileSystemResource(file));
		process((properties, document) -> all.add(JSON.valueToTree(document)));
	}

	/** The manifests for a store. */
	static Manifests of(String store) {
		return new Manifests(FOLDER.resolve(store + ".yaml"));
	}

	/** The settings of a service in its own file. */
	static JsonNode applicationYaml() {
		return new Manifests(Path.of("src/main/resources/application.yml")).all.getFirst();
	}

	List<JsonNode> all() {
		return all;
	}

	List<String> kinds() {
		return all.stream().map(manifest -> manifest.path("kind").asString()).toList();
	}

	JsonNode only(String kind) {
		return all.stream().filter(manifest -> manifest.path("kind").asString().equals(kind)).findFirst().orElseThrow();
	}

	/** The container of the service. */
	JsonNode container() {
		return pod().path("containers").path(0);
	}

	JsonNode pod() {
		return only("Deployment").path("spec").path("template").path("spec");
	}

	/** The environment of the container. */
	Map<String, String> environment() {
		Map<String, String> environment = new HashMap<>();
		container().path("env")
			.forEach(
					variable -> environment.put(variable.path("name").asString(), variable.path("value").asString("")));
		return environment;
	}

}
