package dev.coupon.monitoring;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the repository has for operators. */
public final class MonitoringFiles {

	private static final JsonMapper JSON = new JsonMapper();

	private MonitoringFiles() {
	}

	public static JsonNode compose() {
		return yaml(Path.of("docker-compose.yml"));
	}

	static JsonNode prometheus() {
		return yaml(Path.of("monitoring/prometheus/prometheus.yml"));
	}

	static JsonNode dataSources() {
		return yaml(Path.of("monitoring/grafana/provisioning/datasources/prometheus.yml")).path("datasources");
	}

	static JsonNode dashboard() {
		return JSON.readTree(Path.of("monitoring/grafana/dashboards/coupon-issuance.json"));
	}

	static List<JsonNode> alerts() {
		return yaml(Path.of("monitoring/prometheus/alerts.yml")).path("groups")
			.valueStream()
			.flatMap(group -> group.path("rules").valueStream())
			.toList();
	}

	/** All that is asked of Prometheus, by the dashboard and by alerts. */
	static List<Query> queries() {
		Stream<Query> asked = dashboard().findParents("expr")
			.stream()
			.map(node -> new Query("dashboard", node.path("expr").asString()));
		Stream<Query> variables = dashboard().path("templating")
			.path("list")
			.valueStream()
			.map(variable -> new Query("variable " + variable.path("name").asString(),
					variable.path("query").path("query").asString().replaceAll("label_values\\((.*),.*\\)", "$1")));
		Stream<Query> alerts = alerts().stream()
			.map(alert -> new Query(alert.path("alert").asString(), alert.path("expr").asString()));
		return Stream.of(asked, variables, alerts).flatMap(queries -> queries).toList();
	}

	private static JsonNode yaml(Path file) {
		YamlMapFactoryBean yaml = new YamlMapFactoryBean();
		yaml.setResources(new FileSystemResource(file));
		return JSON.valueToTree(yaml.getObject());
	}

}
