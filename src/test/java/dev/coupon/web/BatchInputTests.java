package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What batches may look like, and what happens to those that look otherwise. */
@HttpTest
class BatchInputTests {

	private final Api api;

	private final Batches batches;

	@Autowired
	BatchInputTests(Api api) {
		this.api = api;
		this.batches = new Batches(api);
	}

	@Test
	void takesAThousandItemsAsJsonAndNoMore() {
		String id = api.create(2_000);
		String items = IntStream.range(0, 1_000)
			.mapToObj(i -> "{\"userId\": \"%s\", \"idempotencyKey\": \"%s%d\"}".formatted("가".repeat(128),
					"k".repeat(200), i))
			.collect(Collectors.joining(","));
		assertThat(Batches.statuses(batches.rows(id, "application/json", "{\"items\": [" + items + "]}")))
			.hasSize(1_000)
			.containsOnly(201);
		Answer answer = batches.batch(id, "application/json", "{\"items\": [" + "{},".repeat(1_000) + "{}]}").send();
		assertThat(answer.problem()).isEqualTo("invalid-request");
		assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/items");
		assertThat(batches.issued(id)).isEqualTo(1_000);
	}

	/** A failure names the seed that repeats it. */
	@ParameterizedTest
	@ValueSource(strings = { Batches.CSV, Batches.NDJSON })
	void takesAnythingForRows(String type) {
		String[] parts = { "userId", "idempotencyKey", ",", "\"", "\n", "\n", "\r\n", "\r", "\0", "\ufeff", "{", "}",
				":", "[", "]", "null", "\\u0000", "\\ud800", "{\"userId\":\"", "\"}", "{}", "alice", "한글", "\u00ff",
				" ", ";", ",,", "\"\"", "x".repeat(70_000), ",".repeat(40_000), "\ud83d\ude00" };
		String id = api.create(100_000);
		long issued = 0;
		for (long seed = 0; seed < 300; seed++) {
			Random random = new Random(seed);
			String body = random.ints(1 + random.nextInt(40), 0, parts.length)
				.mapToObj(part -> parts[part])
				.collect(Collectors.joining());
			Charset charset = random.nextInt(10) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
			Answer answer = batches.batch(id, type, "").body(BodyPublishers.ofByteArray(body.getBytes(charset))).send();
			assertThat(answer.body()).doesNotContain("java.", "Exception", "apache");
			if (answer.status() == 400) {
				assertThat(answer.json().path("errors")).as("seed " + seed).isNotEmpty();
			}
			else {
				List<JsonNode> rows = Batches.rows(answer);
				assertThat(Batches.statuses(rows)).as("seed " + seed).isSubsetOf(200, 201, 400, 422);
				assertThat(rows.stream().map(row -> row.path("line").asInt())).as("seed " + seed)
					.isSorted()
					.doesNotHaveDuplicates();
				issued += Batches.statuses(rows).stream().filter(status -> status == 201).count();
			}
		}
		assertThat(issued).isPositive().isEqualTo(batches.issued(id));
	}

	@Test
	void goesOnAfterRowsAtFault() {
		String id = api.create(99);
		List<JsonNode> rows = batches.rows(id, Batches.NDJSON,
				String.join("\n", "{\"userId\":\"\"}", "{\"userId\":1}", "{\"user\":\"x\"}", "[]", "null", "1", "{",
						"{} {}", "{\"idempotencyKey\":\"é\",\"userId\":\"\\t\"}", "{\"userId\":\"a\",\"userId\":\"b\"}",
						"{\"userId\":\"" + "a".repeat(70_000) + "\"}", "{\"userId\":\"good\"}"));
		assertThat(Batches.statuses(rows)).hasSize(12).startsWith(400).endsWith(201);
		assertThat(rows.subList(0, 11)).allSatisfy(row -> {
			assertThat(row.path("status").asInt()).isEqualTo(400);
			assertThat(row.path("code").asString()).isIn("invalid-request", "malformed-json");
			assertThat(row.path("detail").asString()).isNotBlank();
		});
		assertThat(rows).extracting(row -> row.at("/errors/0/pointer").asString("-"))
			.containsExactly("/userId", "/userId", "/user", "", "", "", "-", "", "/userId", "-", "", "-");
		assertThat(rows.get(6).path("detail").asString()).startsWith("The line can't be read as JSON, from column");
		assertThat(rows.get(8).path("errors")).hasSize(2);
		assertThat(rows).extracting(row -> row.path("line").asInt())
			.isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
		assertThat(batches.issued(id)).isOne();
	}

	@Test
	void goesOnAfterCsvAtFault() {
		String id = api.create(99);
		List<JsonNode> rows = batches.rows(id, Batches.CSV,
				String.join("\n", "userId,idempotencyKey", "a", "a,b,c", ",", "\"a", "\"a\"b,c", "a\0,", "a\rb,", "é,é",
						",".repeat(60_000), ",".repeat(1_000_000), "\"" + "a".repeat(100_000), "good,"));
		assertThat(Batches.statuses(rows))
			.isEqualTo(List.of(400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 201));
		assertThat(rows).extracting(row -> row.path("line").asInt())
			.isEqualTo(IntStream.rangeClosed(2, 13).boxed().toList());
		assertThat(rows.get(1).at("/errors/0/detail").asString()).contains("2 cells", "3");
		assertThat(rows.get(9).at("/errors/0/detail").asString()).contains("65536");
		assertThat(batches.issued(id)).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice,k1\n", "userid\nalice\n", "UserId,idempotencyKey\n", "user_id\nx",
			"userId,userId\n", "userId,name\na,b\n", "userId;idempotencyKey,\n", "userId;idempotencyKey\nu;k\n",
			"\"userId\nalice\n", "name,email\n", " userId\n", "idempotency-key\n", "userId,\n", "\"" })
	void refusesAFileWhoseColumnsAreUnclear(String csv) {
		String id = api.create(9);
		Answer answer = batches.batch(id, Batches.CSV, csv).send();
		assertThat(answer.problem()).as(answer.toString()).isEqualTo("invalid-request");
		assertThat(answer.json().at("/errors/0/detail").asString()).contains("line");
		assertThat(batches.issued(id)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"items\": []}", "{\"items\": null}", "{\"items\": {}}", "{\"items\": [null]}",
			"{\"items\": [1]}", "{\"items\": [{}, {\"userId\": 1}]}", "{\"items\": [{\"user\": \"x\"}]}",
			"{\"items\": [{}], \"x\": 1}", "[{}]", "" })
	void refusesAListThatCanNotBeReadAsAWhole(String json) {
		String id = api.create(9);
		Answer answer = batches.batch(id, "application/json", json).send();
		assertThat(answer.problem()).as(answer.toString()).isEqualTo("invalid-request");
		assertThat(answer.json().path("errors")).isNotEmpty();
		assertThat(batches.issued(id)).isZero();
	}

	@Test
	void namesThePlaceOfAFaultInAList() {
		Answer answer = batches.batch(api.create(9), "application/json", "{\"items\": [{}, {\"userId\": 1}]}").send();
		assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/items/1/userId");
		answer = batches.batch(api.create(9), "application/json", "{\"items\": \"x\"}").send();
		assertThat(answer.json().at("/errors/0/detail").asString()).isEqualTo("must be a list");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "text/csv;charset=EUC-KR", "application/x-ndjson;charset=utf-16",
			"application/xml", "text/*", "*/*" })
	void refusesOtherMediaTypes(String type) {
		assertThat(batches.batch(api.create(9), type, "alice\n").send().problem()).isEqualTo("unsupported-media-type");
	}

	@Test
	void refusesCompressedRows() {
		assertThat(batches.batch(api.create(9), Batches.CSV, "alice\n")
			.header("Content-Encoding", "gzip")
			.send()
			.problem()).isEqualTo("unsupported-media-type");
	}

}
