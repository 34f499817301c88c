package dev.coupon.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coupon.kill.Answer.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;

/** Compares what clients were told with what is in the database. */
final class Audit {

	private record Counter(String campaign, int maxCoupons, int issued, int redeemed, int entries) {
	}

	private record Stored(String campaign, int sequence, String userId, String code, String request) {
	}

	/** What a request has done to a coupon, as told or as stored. */
	private record Effect(String campaign, String user, String code) {
	}

	private final Map<Request, List<Answer>> answers;

	private final Map<String, Counter> counters;

	private final List<Stored> coupons;

	private final List<Stored> redemptions;

	/** The entries of the log. */
	private final List<Logged> log;

	/** An entry of the log; the sequence is that of the coupon, 0 for none. */
	private record Logged(String campaign, int ordinal, int afterCoupon, String type, int sequence) {
	}

	private Audit(Map<Request, List<Answer>> answers, DataSource database) {
		this.answers = answers;
		JdbcTemplate jdbc = new JdbcTemplate(database);
		this.counters = jdbc
			.query("SELECT campaign_id AS campaign, c.* FROM campaign_counter c",
					new DataClassRowMapper<>(Counter.class))
			.stream()
			.collect(Collectors.toMap(Counter::campaign, counter -> counter));
		this.coupons = jdbc.query("""
				SELECT campaign_id AS campaign, c.*, COALESCE(key_hash, user_id) AS request
				FROM coupon c WHERE sequence > 0""", new DataClassRowMapper<>(Stored.class));
		this.redemptions = jdbc.query("""
				SELECT c.campaign_id AS campaign, c.sequence, c.user_id, c.code, r.reference AS request
				FROM redemption r JOIN coupon c ON c.campaign_id = r.campaign_id AND c.sequence = r.sequence
				""", new DataClassRowMapper<>(Stored.class));
		this.log = jdbc.query("""
				SELECT campaign_id AS campaign, ordinal, after_coupon, type, COALESCE(sequence, 0) AS sequence
				FROM log_entry ORDER BY campaign_id, ordinal""", new DataClassRowMapper<>(Logged.class));
	}

	/**
	 * @param load the clients, who have read the feed, too
	 * @param service an instance, which is asked for its reports
	 * @throws AssertionError if the promise was broken
	 */
	static void check(Load load, DataSource database, ServiceProcess service) throws Exception {
		Audit audit = new Audit(load.settle(), database);
		audit.answersAreAllowed();
		audit.countersAreRowsAreSequences();
		audit.logSaysWhatIsStored();
		audit.whatWasToldIsStored();
		audit.refusalsWereRight();
		audit.reportsAreConsistent(service);
		load.events().forEach(audit::feedSkipsNothing);
		audit.summarize();
	}

	private void answersAreAllowed() {
		assertThat(answers.keySet()).filteredOn(
				request -> answers.getOrDefault(request, List.of()).stream().anyMatch(answer -> answer.is(Kind.WRONG)))
			.isEmpty();
	}

	private void countersAreRowsAreSequences() {
		assertThat(coupons).extracting(Stored::code).doesNotHaveDuplicates();
		assertThat(redemptions).extracting(Stored::code).doesNotHaveDuplicates();
		Map<String, List<Stored>> ofCampaign = coupons.stream().collect(Collectors.groupingBy(Stored::campaign));
		counters.forEach((campaign, counter) -> {
			assertThat(counter.issued).isLessThanOrEqualTo(counter.maxCoupons);
			assertThat(ofCampaign.getOrDefault(campaign, List.of())).extracting(Stored::sequence)
				.containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, counter.issued).boxed().toList());
			assertThat(redemptions).filteredOn(redemption -> redemption.campaign.equals(campaign))
				.hasSize(counter.redeemed);
		});
	}

	/** The service finds no fault itself. It may still start after it was killed. */
	private void reportsAreConsistent(ServiceProcess service) throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpRequest health = HttpRequest.newBuilder(service.uri().resolve("/actuator/health/readiness")).build();
			await().atMost(Duration.ofMinutes(1))
				.ignoreExceptions()
				.until(() -> client.send(health, BodyHandlers.ofString()).statusCode() == 200);
			for (String campaign : counters.keySet()) {
				URI report = service.uri().resolve("/api/v1/campaigns/" + campaign + "/report");
				assertThat(client.send(HttpRequest.newBuilder(report).build(), BodyHandlers.ofString()).body())
					.contains("\"consistent\":true", "\"faults\":[]");
			}
		}
	}

	/** Each change has its entry, and the entries of a campaign have no gaps. */
	private void logSaysWhatIsStored() {
		Map<String, List<Logged>> ofCampaign = log.stream().collect(Collectors.groupingBy(Logged::campaign));
		counters.forEach((campaign, counter) -> {
			List<Logged> entries = ofCampaign.getOrDefault(campaign, List.of());
			assertThat(entries).extracting(Logged::ordinal)
				.isEqualTo(IntStream.rangeClosed(1, counter.entries).boxed().toList());
			assertThat(entries).extracting(Logged::afterCoupon).isSorted().allMatch(after -> after <= counter.issued);
			assertThat(entries).filteredOn(entry -> entry.type.equals("coupon.redeemed"))
				.extracting(Logged::sequence)
				.containsExactlyInAnyOrderElementsOf(redemptions.stream()
					.filter(redemption -> redemption.campaign.equals(campaign))
					.map(Stored::sequence)
					.toList());
		});
	}

	/** A reader of the feed gets each event of each campaign, once and in order. */
	private void feedSkipsNothing(List<FeedReader.Read> events) {
		Map<String, List<FeedReader.Read>> ofCampaign = events.stream()
			.collect(Collectors.groupingBy(FeedReader.Read::campaign));
		Map<String, List<Stored>> stored = coupons.stream().collect(Collectors.groupingBy(Stored::campaign));
		counters.forEach((campaign, counter) -> {
			List<FeedReader.Read> read = ofCampaign.getOrDefault(campaign, List.of());
			assertThat(read).extracting(FeedReader.Read::number)
				.isEqualTo(IntStream.rangeClosed(1, counter.issued + counter.entries).boxed().toList());
			assertThat(read).filteredOn(event -> event.type().equals("coupon.issued"))
				.extracting(FeedReader.Read::code)
				.isEqualTo(stored.getOrDefault(campaign, List.of())
					.stream()
					.sorted(Comparator.comparingInt(Stored::sequence))
					.map(Stored::code)
					.toList());
		});
	}

	/** What is stored is what was told, or, if nothing was told to be done, nothing. */
	private void whatWasToldIsStored() {
		Map<String, Effect> stored = new HashMap<>();
		List.of(coupons, redemptions)
			.forEach(rows -> rows
				.forEach(row -> assertThat(stored.put(row.request, new Effect(row.campaign, row.userId, row.code)))
					.isNull()));
		answers.forEach((request, told) -> {
			Set<Effect> effects = told.stream()
				.filter(answer -> answer.is(Kind.DONE))
				.map(answer -> new Effect(request.campaign(), request.user(), answer.detail()))
				.collect(Collectors.toSet());
			Effect effect = stored.remove(nameOf(request));
			if (request.isRepeatable() || !Load.isDoubtful(told)) {
				assertThat(effect == null ? Set.of() : Set.of(effect)).as("%s: %s", request, told).isEqualTo(effects);
			}
		});
		assertThat(stored).as("never asked").isEmpty();
	}

	private void refusalsWereRight() {
		Map<String, Long> ofUser = coupons.stream()
			.collect(Collectors.groupingBy(coupon -> coupon.campaign + coupon.userId, Collectors.counting()));
		assertThat(ofUser.values()).allMatch(coupons -> coupons <= Load.PER_USER_LIMIT);
		Set<String> redeemed = redemptions.stream().map(Stored::code).collect(Collectors.toCollection(HashSet::new));
		answers.forEach((request, told) -> told.stream().filter(answer -> answer.is(Kind.REFUSED)).forEach(answer -> {
			Counter counter = counters.get(request.campaign());
			assertThat(switch (answer.detail()) {
				case "campaign-exhausted" -> counter != null && counter.issued == counter.maxCoupons;
				case "user-limit-reached" ->
					ofUser.getOrDefault(request.campaign() + request.user(), 0L) == Load.PER_USER_LIMIT;
				default -> redeemed.contains(request.code());
			}).as("%s was rightly told %s", request, answer).isTrue();
		}));
	}

	private void summarize() {
		Map<Kind, Long> kinds = answers.values()
			.stream()
			.flatMap(List::stream)
			.filter(answer -> !answer.equals(Answer.NONE))
			.collect(Collectors.groupingBy(Answer::kind, Collectors.counting()));
		long full = counters.values().stream().filter(counter -> counter.issued == counter.maxCoupons).count();
		System.out.printf("%d requests, answers %s; stored %d coupons, %d redemptions; %d of %d campaigns exhausted%n",
				answers.size(), kinds, coupons.size(), redemptions.size(), full, counters.size());
	}

	/** By which its effect is found: of a key, half of its SHA-256. */
	private static String nameOf(Request request) {
		if (request.code() != null || !request.isRepeatable()) {
			return request.id();
		}
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(request.id().getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

}
