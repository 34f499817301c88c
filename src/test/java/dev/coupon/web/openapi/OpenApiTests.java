package dev.coupon.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TestSetup;
import dev.coupon.web.openapi.Scenarios.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document and the service agree: each answer that is documented is given,
 * and just as documented.
 */
@HttpTest
@TestPropertySource(properties = "coupon.webhooks.allowed-networks=127.0.0.0/8")
class OpenApiTests {

	/** That these are given as documented is for the tests of the security to show. */
	private static final Set<String> OF_THE_SECURITY = Set.of("unauthenticated", "forbidden", "rate-limited",
			"redeemed-by-another");

	/**
	 * That tells who the caller is without asking the store. It fails only if the issuer
	 * of tokens does, which is for the tests of the security to show.
	 */
	private static final Set<String> WITHOUT_A_STORE = Set.of("readMe 503 overloaded", "readMe 500 internal-error");

	private final Scenarios scenarios;

	private final JsonNode document;

	@Autowired
	OpenApiTests(Api api, TestSetup.StoreFailure failure, SettableClock clock, CampaignRepository store) {
		this.scenarios = new Scenarios(api, failure, clock, store);
		this.document = api.get("/v3/api-docs").json();
	}

	@Test
	void documentsWhatIsTestedAndNothingElse() {
		assertThat(scenarios.all().stream().map(Scenario::name).distinct())
			.containsExactlyInAnyOrderElementsOf(documented());
	}

	/** Operation, status and, for a problem, its code. */
	private List<String> documented() {
		List<String> names = new ArrayList<>();
		operations()
			.forEach((operationId, operation) -> operation.path("responses").forEachEntry((status, response) -> {
				JsonNode problem = response.path("content").path("application/problem+json");
				if (problem.isMissingNode()) {
					names.add(operationId + " " + status);
				}
				problem.path("examples")
					.propertyNames()
					.stream()
					.filter(code -> !OF_THE_SECURITY.contains(code))
					.forEach(code -> names.add(operationId + " " + status + " " + code));
			}));
		names.removeAll(WITHOUT_A_STORE);
		return names;
	}

	@TestFactory
	Stream<DynamicTest> answersAsDocumented() {
		return scenarios.all().stream().map(scenario -> dynamicTest(scenario.name(), () -> {
			Answer answer = scenario.exchange().get();

			assertThat(answer.status() + " " + answer.problem())
				.isEqualTo(scenario.status() + " " + scenario.problem());
			assertDocumented(answer,
					Objects.requireNonNull(operations().get(scenario.operationId())).path("responses"));
		}));
	}

	private void assertDocumented(Answer answer, JsonNode responses) {
		JsonNode response = responses.path(String.valueOf(answer.status()));
		response.path("headers").forEachEntry((name, header) -> {
			if (header.path("required").asBoolean(false)) {
				assertThat(answer.header(name)).as(name).isPresent();
			}
		});
		JsonNode content = response.path("content");
		if (content.isEmpty()) {
			assertThat(answer.body()).isEmpty();
			return;
		}
		assertThat(content.propertyNames()).contains(answer.mediaType());
		if (!answer.mediaType().endsWith("ndjson") && answer.mediaType().endsWith("json")) {
			JsonNode schema = content.path(answer.mediaType()).path("schema");
			assertThat(schema(schema).validate(answer.json())).as(answer.body()).isEmpty();
		}
	}

	/** The schema within its document, made to refuse what isn't documented. */
	private Schema schema(JsonNode schema) {
		ObjectNode strict = (ObjectNode) schema.deepCopy();
		strict.set("components", document.path("components").deepCopy());
		strict.path("components").path("schemas").forEach(component -> {
			if (component instanceof ObjectNode object && object.has("properties")) {
				object.put("additionalProperties", false);
			}
		});
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(strict);
	}

	@TestFactory
	Stream<DynamicTest> describesEverything() {
		return operations().entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> {
			JsonNode operation = entry.getValue();
			assertThat(operation.path("summary").asString()).isNotBlank();
			assertThat(operation.path("description").asString()).isNotBlank();
			operation.path("responses")
				.forEach(response -> assertThat(response.path("description").asString()).isNotBlank());
			operation.path("parameters")
				.forEach(parameter -> assertThat(parameter.path("description").asString()).as(parameter.toString())
					.isNotBlank());
		}));
	}

	@Test
	void saysWhichHeadersAreAlwaysThere() {
		JsonNode responses = Objects.requireNonNull(operations().get("issueCoupon")).path("responses");

		for (String header : List.of("201/headers/Location", "200/headers/Location", "200/headers/Idempotent-Replayed",
				"503/headers/Retry-After")) {
			assertThat(responses.at("/" + header + "/required").asBoolean(false)).as(header).isTrue();
		}
	}

	@Test
	void describesEveryFieldOrShowsAnExample() {
		document.path("components")
			.path("schemas")
			.forEachEntry((name, schema) -> schema.path("properties")
				.forEachEntry((property,
						description) -> assertThat(description.has("description") || description.has("example")
								|| description.has("examples") || description.has("$ref")
								|| description.path("items").has("$ref"))
							.as(name + "." + property)
							.isTrue()));
	}

	private Map<String, JsonNode> operations() {
		Map<String, JsonNode> operations = new TreeMap<>();
		document.path("paths")
			.forEach(path -> path
				.forEach(operation -> operations.put(operation.path("operationId").asString(), operation)));
		return operations;
	}

}
