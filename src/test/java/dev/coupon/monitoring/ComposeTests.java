package dev.coupon.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.security.SecuritySettings;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsProperties;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** The compose file, as Docker sees it if no variable is set. */
class ComposeTests {

	private static final Pattern DEFAULT = Pattern.compile("\\$\\{\\w+:-(.*?)}");

	private final JsonNode compose = MonitoringFiles.compose();

	private final JsonNode services = compose.path("services");

	private static String value(JsonNode node) {
		return DEFAULT.matcher(node.asString()).replaceAll("$1");
	}

	/** The settings that the service reads from its environment. */
	private <T> T settings(String prefix, Class<T> type) {
		Map<String, Object> environment = services.path("coupon-issuance")
			.path("environment")
			.propertyStream()
			.collect(Collectors.toMap(Map.Entry::getKey, entry -> value(entry.getValue())));
		MutablePropertySources sources = new MutablePropertySources();
		sources.addFirst(new SystemEnvironmentPropertySource(
				StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
		return new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate(prefix, Bindable.of(type));
	}

	private SecuritySettings security() {
		return settings("coupon.security", SecuritySettings.class);
	}

	@Test
	void watchesTheDiskThatHasTheFileOfSqlite() {
		assertThat(settings("management.metrics", MetricsProperties.class).getSystem().getDiskspace().getPaths())
			.containsExactly(new File("/app/data"));
		assertThat(services.path("coupon-issuance").path("volumes")).extracting(JsonNode::asString)
			.contains("coupons:/app/data");
	}

	@Test
	void leavesMemoryBesideTheHeapForSqlite() {
		JsonNode service = services.path("coupon-issuance");
		DataSize heap = DataSize
			.parse(value(service.path("environment").path("JAVA_TOOL_OPTIONS")).replaceFirst(".*-Xmx(\\d+)m$", "$1MB"));
		DataSize memory = DataSize.parse(value(service.path("mem_limit")).replace("g", "GB"));

		assertThat(memory.toMegabytes() - heap.toMegabytes()).isGreaterThanOrEqualTo(230 + 320);
	}

	@Test
	void givesTheVirtualMachineOptionsThatItKnows() throws Exception {
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-version")
			.redirectErrorStream(true);
		java.environment()
			.put("JAVA_TOOL_OPTIONS",
					value(services.path("coupon-issuance").path("environment").path("JAVA_TOOL_OPTIONS")));

		Process process = java.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

		assertThat(process.waitFor()).as(output).isZero();
	}

	@Test
	void givesTheVirtualMachineTheOptionsThatBenchmarksMeasure() throws Exception {
		String ofImage = "-XX:MaxTenuringThreshold=1";
		String options = value(services.path("coupon-issuance").path("environment").path("JAVA_TOOL_OPTIONS"));

		assertThat(Path.of("Dockerfile")).content().contains("\"" + ofImage + "\"");
		assertThat(Path.of("benchmarks/run")).content().contains("OPTIONS = \"" + ofImage + " " + options + "\"");
	}

	@Test
	void namesATimeZone() {
		assertThat(ZoneId.of(value(services.path("coupon-issuance").path("environment").path("COUPON_TIMEZONE"))))
			.isEqualTo(ZoneId.of("UTC"));
	}

	@Test
	void publishesToThisMachineOnly() {
		assertThat(services.findValues("ports").stream().flatMap(JsonNode::valueStream)).hasSize(3)
			.allMatch(port -> port.asString().startsWith("127.0.0.1:"));
	}

	@Test
	void trustsItsOwnNetwork() {
		String subnet = value(
				compose.path("networks").path("default").path("ipam").path("config").path(0).path("subnet"));

		assertThat(security().trustedNetworks()).contains(subnet, "127.0.0.0/8", "::1");
	}

	@Test
	void hasPrometheusAskAServiceThatAnswersToThatName() {
		String target = MonitoringFiles.prometheus()
			.path("scrape_configs")
			.path(0)
			.path("static_configs")
			.path(0)
			.path("targets")
			.path(0)
			.asString();

		assertThat(target).isEqualTo("coupon-issuance:8080");
		assertThat(services.propertyNames()).contains("coupon-issuance");
		assertThat(security().trustedHosts()).containsExactly("coupon-issuance");
	}

	@Test
	void hasGrafanaAskPrometheus() {
		assertThat(MonitoringFiles.dataSources().path(0).path("url").asString()).isEqualTo("http://prometheus:9090");
		assertThat(services.propertyNames()).contains("prometheus");
	}

	@Test
	void mountsFilesThatThereAre() {
		List<String> mounted = services.findValues("volumes")
			.stream()
			.flatMap(JsonNode::valueStream)
			.map(JsonNode::asString)
			.filter(volume -> volume.startsWith("."))
			.map(volume -> volume.substring(0, volume.indexOf(':')))
			.toList();

		assertThat(mounted).hasSize(3).allMatch(path -> Files.isDirectory(Path.of(path)));
		assertThat(Path.of(value(compose.path("secrets").path("monitor-key").path("file")))).isRegularFile();
	}

	@Test
	void takesOnlyImagesOfOneVersion() {
		assertThat(List.of("prometheus", "grafana"))
			.allMatch(name -> services.path(name).path("image").asString().matches(".+:v?\\d+\\.\\d+\\.\\d+"));
	}

}
