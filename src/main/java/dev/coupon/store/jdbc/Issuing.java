package dev.coupon.store.jdbc;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.IssueRequest;
import dev.coupon.domain.Outcome;
import dev.coupon.domain.Outcome.Done;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.domain.Outcome.Replayed;
import dev.coupon.domain.Refusal;
import dev.coupon.store.jdbc.Change.Issue;
import dev.coupon.store.jdbc.connection.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Issues coupons of one campaign to many requests in one transaction: what there is to
 * know is read for all of them at once, each is decided in turn, and what changed is
 * written for all of them at once.
 */
final class Issuing {

	/** Were half of all codes taken, so many draws would all fail once in 2^256 times. */
	private static final int ROUNDS = 8;

	private static final int DRAWS_IN_A_ROUND = 32;

	private final Tx tx;

	private final RandomGenerator random;

	/** Whether to look codes up before using them, since one has been taken. */
	private final boolean careful;

	private final Campaign campaign;

	private final Instant now;

	private final Map<String, Coupon> byKey = new HashMap<>();

	private final Map<String, Integer> issuedToUser = new HashMap<>();

	private final Set<String> names = new HashSet<>();

	private final List<@Nullable Object[]> inserts = new ArrayList<>();

	private Instant lastExpiry;

	private int issued;

	private Issuing(Tx tx, CampaignRow row, RandomGenerator random, boolean careful) {
		this.tx = tx;
		this.random = random;
		this.careful = careful;
		this.campaign = row.campaign();
		this.now = row.now();
		this.issued = row.issued();
		this.lastExpiry = row.lastExpiry();
	}

	/** Answers requests to one campaign, in their order. */
	static List<Outcome<Coupon>> issue(Tx tx, List<Issue> issues, RandomGenerator random, boolean careful) {
		CampaignRow row = Campaigns.lock(tx, issues.getFirst().request().campaignId());
		if (row == null) {
			return issues.stream().<Outcome<Coupon>>map(issue -> new Refused<>(Refusal.CAMPAIGN_NOT_FOUND)).toList();
		}
		Issuing issuing = new Issuing(tx, row, random, careful);
		issuing.read(issues);
		List<Outcome<Coupon>> outcomes = issues.stream().map(issuing::decide).toList();
		issuing.write();
		return outcomes;
	}

	private void read(List<Issue> issues) {
		List<String> keys = issues.stream().map(Issue::keyHash).filter(Objects::nonNull).toList();
		if (!keys.isEmpty()) {
			sequences(keys).forEach((key, sequence) -> byKey.put(key,
					Objects.requireNonNull(Coupons.find(tx, campaign.id(), sequence))));
		}
		Set<String> users = new LinkedHashSet<>();
		issues.forEach(issue -> Stream.ofNullable(issue.request().userId()).forEach(users::add));
		if (!users.isEmpty()) {
			tx.rows("""
					SELECT u.value, (SELECT MAX(c.user_slot) FROM coupon c
					WHERE c.campaign_id = ? AND c.user_id = u.value AND c.user_id IS NOT NULL) AS issued
					FROM $strings AS u""",
					(row, number) -> issuedToUser.put(row.getString("value"), row.getInt("issued")), campaign.id(),
					Tx.strings(users));
		}
	}

	/**
	 * Which coupons the keys were given, mostly none. One key is looked up after another:
	 * of a join a database may think that reading all of a campaign is cheaper.
	 */
	private Map<String, Integer> sequences(List<String> keys) {
		Map<String, Integer> sequences = new HashMap<>();
		tx.rows("""
				SELECT k.value, (SELECT c.sequence FROM coupon c
				WHERE c.campaign_id = ? AND c.key_hash = k.value AND c.key_hash IS NOT NULL) AS sequence
				FROM $strings AS k""", (row, number) -> sequences.put(row.getString("value"), row.getInt("sequence")),
				campaign.id(), Tx.strings(keys));
		sequences.values().removeIf(sequence -> sequence == 0);
		return sequences;
	}

	private Outcome<Coupon> decide(Issue issue) {
		IssueRequest request = issue.request();
		Coupon earlier = issue.keyHash() == null ? null : byKey.get(issue.keyHash());
		if (earlier != null) {
			return Objects.equals(earlier.userId(), request.userId()) ? new Replayed<>(earlier)
					: new Refused<>(Refusal.IDEMPOTENCY_KEY_REUSED);
		}
		Refusal refusal = campaign.refusal(now, issued,
				request.userId() == null ? null : issuedToUser.getOrDefault(request.userId(), 0));
		if (refusal != null) {
			return new Refused<>(refusal, refusal == Refusal.CAMPAIGN_NOT_STARTED
					? Duration.between(now, campaign.period().startsAt()) : null);
		}
		return findCode(issue) ? new Done<>(issueNew(issue)) : new Refused<>(Refusal.CODE_SPACE_EXHAUSTED);
	}

	private Coupon issueNew(Issue issue) {
		String userId = issue.request().userId();
		Integer slot = userId == null ? null : issuedToUser.merge(userId, 1, Integer::sum);
		Instant expiresAt = Instant.ofEpochMilli(campaign.couponExpiresAt(now).toEpochMilli());
		issued++;
		lastExpiry = expiresAt.isAfter(lastExpiry) ? expiresAt : lastExpiry;
		String code = Objects.requireNonNull(issue.code());
		Coupon coupon = new Coupon(code, campaign.id(), issued, userId, now, expiresAt, null, null);
		insert(coupon, code, issued, slot, issue.keyHash());
		names(code).filter(name -> !name.equals(code))
			.forEach(name -> insert(coupon, name, -coupon.sequence(), null, null));
		if (issue.keyHash() != null) {
			byKey.put(issue.keyHash(), coupon);
		}
		return coupon;
	}

	/**
	 * Gives a request the code it has kept from an earlier attempt, if it is free, or one
	 * drawn anew.
	 */
	private boolean findCode(Issue issue) {
		if (take(issue, List.of(issue.code() == null ? draw() : issue.code()))) {
			return true;
		}
		for (int round = 0; round < ROUNDS; round++) {
			if (take(issue, Stream.generate(this::draw).limit(DRAWS_IN_A_ROUND).toList())) {
				return true;
			}
		}
		return false;
	}

	private String draw() {
		return campaign.codeFormat().draw(random);
	}

	private boolean take(Issue issue, List<String> candidates) {
		Set<String> taken = careful ? taken(candidates) : Set.of();
		for (String code : candidates) {
			if (names(code).noneMatch(name -> taken.contains(name) || names.contains(name))) {
				names(code).forEach(names::add);
				issue.keep(code);
				return true;
			}
		}
		return false;
	}

	private Set<String> taken(List<String> candidates) {
		List<String> wanted = candidates.stream().flatMap(this::names).toList();
		return Set.copyOf(tx.rows("SELECT c.code FROM $strings AS w JOIN coupon c ON c.code = w.value",
				(row, number) -> row.getString("code"), Tx.strings(wanted)));
	}

	/** All that leads to a code. */
	private Stream<String> names(String code) {
		return campaign.codeFormat().isForgiving() ? Stream.of(code, CodeFormat.canonical(code)).distinct()
				: Stream.of(code);
	}

	private void insert(Coupon coupon, String code, int sequence, @Nullable Integer slot, @Nullable String keyHash) {
		inserts.add(new @Nullable Object[] { coupon.campaignId(), sequence, code, slot == null ? null : coupon.userId(),
				slot, keyHash, coupon.issuedAt().toEpochMilli(), coupon.expiresAt().toEpochMilli() });
	}

	private void write() {
		if (inserts.isEmpty()) {
			return;
		}
		tx.updateAll("""
				INSERT INTO coupon (campaign_id, sequence, code, user_id, user_slot, key_hash, issued_at, expires_at)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", inserts);
		tx.update("UPDATE campaign_counter SET issued = ?, last_expiry = ? WHERE campaign_id = ?", issued,
				lastExpiry.toEpochMilli(), campaign.id());
	}

}
