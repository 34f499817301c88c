package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.TestSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Many coupons with one request. */
@HttpTest
class BatchHttpTests {

	private final Api api;

	private final Batches batches;

	private final TestSetup.StoreFailure failure;

	@Autowired
	BatchHttpTests(Api api, TestSetup.StoreFailure failure) {
		this.api = api;
		this.batches = new Batches(api);
		this.failure = failure;
	}

	@Test
	void issuesACouponForEachItemOfAList() {
		String id = api.create(9);
		List<JsonNode> rows = batches.rows(id, "application/json",
				"{\"items\": [{\"userId\": \"alice\"}, {}, {\"userId\": \"bob\", \"idempotencyKey\": \"k\"}]}");
		assertThat(rows).extracting(row -> row.path("line").asInt()).containsExactly(1, 2, 3);
		assertThat(Batches.statuses(rows)).containsOnly(201);
		assertThat(rows.get(0).at("/coupon/userId").asString()).isEqualTo("alice");
		assertThat(rows.get(1).path("coupon").has("userId")).isFalse();
		assertThat(Batches.codes(rows)).hasSize(3);
		assertThat(batches.issued(id)).isEqualTo(3);
		assertThat(api.get("/api/v1/coupons/" + rows.get(2).at("/coupon/code").asString()).json())
			.isEqualTo(rows.get(2).path("coupon"));
	}

	@Test
	void readsCsvWithAHeaderOrWithOneColumnOfUsers() {
		String id = api.create(20);
		List<JsonNode> named = batches.rows(id, Batches.CSV,
				"\ufeffidempotencyKey,userId\r\nk1,alice\r\n,\"b,o\"\"b\"\r\n\r\nk2,\r\n");
		List<JsonNode> bare = batches.rows(id, Batches.CSV, "\ufeffalice\n\nbob\n\"c,d\"\nlast");
		assertThat(named).extracting(row -> row.path("line").asInt()).containsExactly(2, 3, 5);
		assertThat(named).extracting(row -> row.at("/coupon/userId").asString(""))
			.containsExactly("alice", "b,o\"b", "");
		assertThat(bare).extracting(row -> row.path("line").asInt()).containsExactly(1, 3, 4, 5);
		assertThat(bare).extracting(row -> row.at("/coupon/userId").asString())
			.containsExactly("alice", "bob", "c,d", "last");
		assertThat(Batches.statuses(batches.rows(id, Batches.CSV, "userId,idempotencyKey\nalice,k1\nzoe,k1\n")))
			.containsExactly(200, 422);
	}

	@Test
	void answersInItsOwnFormToClientsThatAcceptJson() {
		assertThat(Batches.rows(batches.batch(api.create(9), "application/json", "{\"items\": [{}]}")
			.header("Accept", "application/json")
			.send())).hasSize(1);
	}

	@Test
	void readsNdjson() {
		String id = api.create(9);
		assertThat(batches.rows(id, Batches.NDJSON + ";charset=UTF-8",
				"{\"userId\":\"한글\"}\n\n{}\r\n{\"idempotencyKey\":\"k\"}"))
			.extracting(row -> row.path("line").asInt() + row.at("/coupon/userId").asString("-"))
			.containsExactly("1한글", "3-", "4-");
	}

	@Test
	void answersNothingToNoRows() {
		String id = api.create(9);
		for (String body : List.of("", "\n", "userId\r\n", "\ufeff")) {
			assertThat(batches.rows(id, Batches.CSV, body)).isEmpty();
		}
		assertThat(batches.rows(id, Batches.NDJSON, "\n\r\n")).isEmpty();
	}

	@Test
	void answersEachRowLikeASingleRequest() {
		String id = api.create(3, ", \"perUserLimit\": 1");
		List<JsonNode> first = batches.rows(id, Batches.NDJSON, "{\"userId\":\"alice\",\"idempotencyKey\":\"k\"}\n");
		List<JsonNode> rows = batches.rows(id, Batches.NDJSON, """
				{"userId":"alice","idempotencyKey":"k"}
				{"userId":"bob","idempotencyKey":"k"}
				{"userId":"alice"}
				{}
				""");
		assertThat(rows.get(0).path("coupon")).isEqualTo(first.get(0).path("coupon"));
		assertThat(rows).extracting(row -> row.path("status").asInt() + row.path("code").asString(""))
			.containsExactly("200", "422idempotency-key-reused", "409user-limit-reached", "400user-required");
		assertThat(rows.get(2).path("detail").asString()).contains("as many coupons");
		assertThat(rows.get(2).propertyNames()).containsExactlyInAnyOrder("line", "status", "code", "detail");
		Answer single = api.request("POST", "/api/v1/campaigns/" + id + "/coupons")
			.header("Idempotency-Key", "k")
			.json("{\"userId\":\"alice\"}")
			.send();
		assertThat(single.json()).isEqualTo(first.get(0).path("coupon"));
	}

	@Test
	void refusesTheWholeOfABatchToNoCampaign() {
		for (String type : List.of(Batches.CSV, Batches.NDJSON)) {
			assertThat(batches.batch("none", type, "").send().problem()).isEqualTo("campaign-not-found");
			assertThat(batches.batch("-", type, "").send().problem()).isEqualTo("invalid-request");
		}
		assertThat(batches.batch("none", "application/json", "{\"items\": [{}]}").send().problem())
			.isEqualTo("campaign-not-found");
	}

	@Test
	void issuesExactlyWhatIsLeft() {
		String id = api.create(1_234);
		List<JsonNode> rows = batches.rows(id, Batches.CSV, Batches.users(3_000));
		assertThat(rows).extracting(row -> row.path("line").asInt())
			.isEqualTo(IntStream.rangeClosed(1, 3_000).boxed().toList());
		assertThat(Batches.statuses(rows)).containsOnly(201, 409);
		assertThat(Batches.codes(rows)).hasSize(1_234);
		assertThat(rows.stream().filter(row -> row.path("code").asString("").equals("campaign-exhausted")))
			.hasSize(1_766);
		assertThat(batches.issued(id)).isEqualTo(1_234);
	}

	@Test
	void issuesExactlyWhatIsLeftToSeveralBatchesAtOnce() {
		String id = api.create(2_500, ", \"perUserLimit\": 2");
		List<CompletableFuture<List<JsonNode>>> sent = new ArrayList<>();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 6; i++) {
				sent.add(CompletableFuture.supplyAsync(() -> batches.rows(id, Batches.CSV, Batches.users(1_000)),
						threads));
			}
		}
		List<JsonNode> rows = sent.stream().flatMap(batch -> batch.join().stream()).toList();
		assertThat(Batches.codes(rows)).hasSize(2_000);
		assertThat(rows.stream().filter(row -> row.path("code").asString("").equals("user-limit-reached")))
			.hasSize(4_000);
		assertThat(batches.issued(id)).isEqualTo(2_000);
	}

	@Test
	void replaysABatchThatIsSentAgainWithItsKey() {
		String id = api.create(100);
		String csv = "alice\nbob\nalice\n";
		List<JsonNode> first = Batches
			.rows(batches.batch(id, Batches.CSV, csv).header("Idempotency-Key", "mailing").send());
		List<JsonNode> again = Batches
			.rows(batches.batch(id, Batches.CSV, csv + "carol\n").header("Idempotency-Key", "mailing").send());
		List<JsonNode> other = Batches
			.rows(batches.batch(id, Batches.CSV, csv).header("Idempotency-Key", "mailing 2").send());
		assertThat(Batches.statuses(first)).containsExactly(201, 201, 201);
		assertThat(Batches.codes(first)).hasSize(3);
		assertThat(Batches.statuses(again)).containsExactly(200, 200, 200, 201);
		assertThat(Batches.codes(again)).containsAll(Batches.codes(first));
		for (int i = 0; i < 3; i++) {
			assertThat(again.get(i).path("coupon")).isEqualTo(first.get(i).path("coupon"));
		}
		assertThat(Batches.statuses(other)).containsOnly(201);
		assertThat(batches.issued(id)).isEqualTo(7);
	}

	/** The users have the same hash in Java. */
	@Test
	void replaysAPartOfABatchWhoseUsersAreAlike() {
		String id = api.create(100);
		List<JsonNode> both = Batches
			.rows(batches.batch(id, Batches.CSV, "user-ar\nuser-c4\n").header("Idempotency-Key", "mailing").send());
		List<JsonNode> one = Batches
			.rows(batches.batch(id, Batches.CSV, "user-c4\n").header("Idempotency-Key", "mailing").send());

		assertThat("user-ar").hasSameHashCodeAs("user-c4");
		assertThat(one.getFirst().path("status").asInt()).isEqualTo(200);
		assertThat(one.getFirst().path("coupon")).isEqualTo(both.getLast().path("coupon"));
	}

	@Test
	void keepsTheKeysOfRowsApartFromThoseOfSingleRequests() {
		String id = api.create(100);
		Batches.rows(batches.batch(id, Batches.CSV, "userId,idempotencyKey\nalice,\nbob,own\n")
			.header("Idempotency-Key", "k")
			.send());
		for (String key : List.of("k", "k1alice", "k 1 alice", "k/1/alice")) {
			assertThat(api.request("POST", "/api/v1/campaigns/" + id + "/coupons")
				.header("Idempotency-Key", key)
				.json("{\"userId\":\"alice\"}")
				.send()
				.status()).isEqualTo(201);
		}
		assertThat(Batches.statuses(batches.rows(id, Batches.CSV, "userId,idempotencyKey\nbob,own\nalice,k\n")))
			.containsExactly(200, 200);
	}

	@Test
	void refusesARowWithoutAUserOrAKeyWhereTheRequestHasAKey() {
		String id = api.create(100);
		List<JsonNode> rows = Batches
			.rows(batches.batch(id, Batches.NDJSON, "{}\n{\"idempotencyKey\":\"own\"}\n{\"userId\":\"alice\"}\n")
				.header("Idempotency-Key", "k")
				.send());
		assertThat(Batches.statuses(rows)).containsExactly(400, 201, 201);
		assertThat(rows.get(0).at("/errors/0/pointer").asString()).isEqualTo("/userId");
		assertThat(batches.batch(id, Batches.NDJSON, "{}").header("Idempotency-Key", "k".repeat(256)).send().problem())
			.isEqualTo("invalid-request");
	}

	@Test
	void answersRowsForWhichTheStoreHasNoTimeAndIssuesThemWhenTheyAreSentAgain() {
		String id = api.create(1_000);
		AtomicInteger calls = new AtomicInteger();
		List<JsonNode> rows = failure.during(() -> {
			int call = calls.incrementAndGet();
			if (call > 1 && call % 3 == 0) {
				return new OverloadedException("busy");
			}
			return call > 1 && call % 5 == 0 ? new OutcomeUnknownException("lost", null) : null;
		}, () -> Batches
			.rows(batches.batch(id, Batches.CSV, Batches.users(300)).header("Idempotency-Key", "k").send()));
		assertThat(Batches.statuses(rows)).containsOnly(201, 503);
		assertThat(rows.stream().filter(row -> row.path("status").asInt() == 503))
			.allSatisfy(row -> assertThat(row.path("retryAfter").asInt()).isOne())
			.extracting(row -> row.path("code").asString())
			.contains("overloaded", "outcome-unknown");
		List<JsonNode> again = Batches
			.rows(batches.batch(id, Batches.CSV, Batches.users(300)).header("Idempotency-Key", "k").send());
		assertThat(Batches.statuses(again)).containsOnly(200, 201);
		assertThat(Batches.codes(again)).hasSize(300).containsAll(Batches.codes(rows));
		assertThat(batches.issued(id)).isEqualTo(300);
	}

	@Test
	void answersARowAtWhichTheServiceFails() {
		String id = api.create(9);
		AtomicInteger calls = new AtomicInteger();
		List<JsonNode> rows = failure.during(
				() -> calls.incrementAndGet() == 2 ? new IllegalStateException("a bug") : null,
				() -> batches.rows(id, Batches.CSV, "alice\nbob\n"));
		assertThat(Batches.statuses(rows)).containsExactlyInAnyOrder(500, 201);
	}

}
