package dev.coupon.web.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.web.input.BadInputs.BadInput;
import dev.coupon.web.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whatever is wrong with a request, its sender learns what, and nothing happens. */
@HttpTest
class BadInputTests {

	/** What only the inside of the service calls so. */
	static final String[] INTERNALS = { "java.", "jackson", "springframework", "apache", "Exception", "dev.coupon",
			"<html" };

	private final Api api;

	private String campaign = "";

	private List<BadInput> inputs = List.of();

	@Autowired
	BadInputTests(Api api) {
		this.api = api;
	}

	@BeforeEach
	void prepare() {
		String id = api.create(9);
		campaign = "/api/v1/campaigns/" + id;
		inputs = new BadInputs(api, campaign, "/api/v1/coupons/" + api.issue(id)).all();
	}

	@Test
	void triesHundredsOfInputsOfManyKinds() {
		assertThat(inputs.stream().map(BadInput::name)).hasSizeGreaterThan(300).doesNotHaveDuplicates();
	}

	@TestFactory
	Stream<DynamicTest> saysWhatIsWrongAndDoesNothing() {
		String before = api.get(campaign).body();
		String allBefore = everything();
		return Stream.concat(inputs.stream().map(input -> dynamicTest(readable(input.name()), () -> {
			assertIs(input.problem(), input.exchange().get());
			assertThat(api.get(campaign).body()).isEqualTo(before);
		})), Stream.of(dynamicTest("nor to anything else", () -> assertThat(everything()).isEqualTo(allBefore))));
	}

	private static void assertIs(Problem problem, Answer answer) {
		assertThat(answer.problem()).as(answer.toString()).isEqualTo(problem.code());
		assertThat(answer.status()).isEqualTo(problem.status().value());
		JsonNode body = answer.json();
		assertThat(body.path("status").asInt()).isEqualTo(answer.status());
		assertThat(body.path("type").asString()).isEqualTo("urn:problem:" + problem.code());
		assertThat(body.path("detail").asString()).isNotBlank();
		assertThat(body.path("instance").asString()).isEqualTo(answer.response().uri().getRawPath());
		if (problem == Problem.INVALID_REQUEST) {
			assertThat(body.path("errors").values()).as(answer.body())
				.isNotEmpty()
				.allMatch(error -> error.path("pointer").isString() && !error.path("detail").asString().isBlank());
		}
		if (problem == Problem.MALFORMED_JSON) {
			assertThat(body.path("detail").asString())
				.matches("The body can't be read as JSON(, from line [1-9]\\d*, column [1-9]\\d* on)?\\.");
		}
		assertThat(answer.body()).doesNotContain(INTERNALS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{} {}", "[{}]", "1", " " })
	void saysThatABodyIsOneObject(String body) {
		JsonNode error = api.post("/api/v1/campaigns", body).json().path("errors").path(0);

		assertThat(error.path("pointer").asString("-")).isEmpty();
		assertThat(error.path("detail").asString()).isEqualTo("must be one JSON object and nothing else");
	}

	/** In ASCII, on one line and not too long. */
	static String readable(String text) {
		StringBuilder readable = new StringBuilder();
		for (char c : text.substring(0, Math.min(text.length(), 140)).toCharArray()) {
			readable.append(c >= ' ' && c <= '~' ? String.valueOf(c) : "\\u%04x".formatted((int) c));
		}
		return text.length() > 140 ? "%s... %,d characters".formatted(readable, text.length()) : readable.toString();
	}

	/** All campaigns with their counts, and the coupons of the one concerned. */
	private String everything() {
		StringBuilder everything = new StringBuilder(api.get(campaign + "/coupons").body());
		String after = "0";
		while (!after.isEmpty()) {
			Answer page = api.get("/api/v1/campaigns?limit=1000&after=" + after);
			everything.append(page.body());
			after = page.json().path("nextAfter").asString("");
		}
		return everything.toString();
	}

}
